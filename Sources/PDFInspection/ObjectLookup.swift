import PDFSyntax

/// Looks values up for the checks, references followed. What is not there or of another kind is nil: every object was
/// read without fault before (`VerifiedFile`), so a check need only say what a missing value means for its requirement.
final class ObjectLookup {
  let reader: PDFReader

  init(_ reader: PDFReader) {
    self.reader = reader
  }

  /// The value itself, or what it refers to; nil for null and for a reference to nothing.
  func resolved(_ value: PDFValue?) -> PDFValue? {
    guard let value, let resolved = try? reader.resolved(value), !resolved.text.elementsEqual("null".utf8) else {
      return nil
    }
    return resolved
  }

  func value(_ key: StaticString, _ dictionary: PDFDictionary?) -> PDFValue? { resolved(dictionary?[key]) }

  func dictionary(_ value: PDFValue?) -> PDFDictionary? {
    // The dictionary of an object was read with it; that of a direct value is read here.
    if let object = object(value), object.isDictionary { return try? object.dictionary() }
    return try? resolved(value)?.dictionary()
  }

  func dictionary(_ key: StaticString, _ dictionary: PDFDictionary?) -> PDFDictionary? {
    self.dictionary(dictionary?[key])
  }

  func array(_ value: PDFValue?) -> [PDFValue]? { try? resolved(value)?.array() }

  func array(_ key: StaticString, _ dictionary: PDFDictionary?) -> [PDFValue]? { array(dictionary?[key]) }

  /// The elements of an array, or the value alone.
  func elements(_ key: StaticString, _ dictionary: PDFDictionary?) -> [PDFValue] {
    (try? value(key, dictionary)?.elements()) ?? []
  }

  func name(_ value: PDFValue?) -> String? { try? resolved(value)?.name() }
  func name(_ key: StaticString, _ dictionary: PDFDictionary?) -> String? { name(dictionary?[key]) }

  func integer(_ value: PDFValue?) -> Int? { try? resolved(value)?.integer() }
  func integer(_ key: StaticString, _ dictionary: PDFDictionary?) -> Int? { integer(dictionary?[key]) }

  func number(_ value: PDFValue?) -> Double? { try? resolved(value)?.number() }
  func number(_ key: StaticString, _ dictionary: PDFDictionary?) -> Double? { number(dictionary?[key]) }

  func bool(_ key: StaticString, _ dictionary: PDFDictionary?) -> Bool? { try? value(key, dictionary)?.bool() }

  func string(_ value: PDFValue?) -> [UInt8]? { try? resolved(value)?.string() }
  func string(_ key: StaticString, _ dictionary: PDFDictionary?) -> [UInt8]? { string(dictionary?[key]) }

  func isText(_ key: StaticString, _ dictionary: PDFDictionary?) -> Bool { isText(dictionary?[key]) }

  /// Whether there is a string of at least one character: a byte order mark alone is none.
  func isText(_ value: PDFValue?) -> Bool {
    guard let bytes = string(value) else { return false }
    return !bytes.isEmpty && bytes != [0xFE, 0xFF] && bytes != [0xEF, 0xBB, 0xBF]
  }

  /// The indirect object that a value refers to.
  func object(_ value: PDFValue?) -> PDFObject? {
    guard let value, value.isReference else { return nil }
    return try? reader.target(value)
  }

  func stream(_ value: PDFValue?) -> PDFObject? {
    guard let object = object(value), object.isStream else { return nil }
    return object
  }

  /// The expanded data of a stream; nil when they do not expand, and for filters that the reader does not know.
  func data(_ stream: PDFObject?) -> [UInt8]? {
    guard let stream else { return nil }
    return try? reader.expanded(stream)
  }

  /// What a value says: its text, and the data of a stream as they are in the file. References in it are not followed.
  func content(_ value: PDFValue) -> [UInt8] {
    guard let object = object(value) else { return Array(value.text) }
    try? reader.budget.take(object.value.range.count, of: .scannedBytes, at: value.offset)
    return Array(object.value.text) + (object.data.map { Array(object.isStream ? reader.bytes[$0] : []) } ?? [])
  }

  /// What a value is: two values with the same identity are one object of the file.
  func identity(_ value: PDFValue) -> ObjectIdentity {
    if value.isReference, let number = try? value.reference().number { return .indirect(number) }
    return .direct(value.offset, in: value.bytes.count)
  }

  /// The entries of a dictionary by their names. A dictionary of resources may have as many entries as there are
  /// operators that name them, so they are not searched one by one.
  func entries(_ dictionary: PDFDictionary?) -> [String: PDFValue] {
    guard let dictionary else { return [:] }
    var entries: [String: PDFValue] = [:]
    for entry in dictionary.entries { entries[dictionary.name(of: entry)] = dictionary.value(of: entry) }
    return entries
  }
}

/// An indirect object by its number; any other by its place among so many bytes, since objects of object streams have
/// bytes of their own.
enum ObjectIdentity: Hashable {
  case indirect(Int)
  case direct(Int, in: Int)

  /// For findings: `12 0 obj`.
  var place: String {
    switch self {
    case .indirect(let number): "\(number) 0 obj"
    case .direct(let offset, _): "direct object at byte \(offset)"
    }
  }
}

/// A dictionary of the file and where it is.
struct PlacedDictionary {
  let identity: ObjectIdentity
  let dictionary: PDFDictionary

  var place: String { identity.place }
}
