import PDFSyntax

/// Looks values up for the checks, references followed. What is not there or of another kind is nil: every object was
/// read without fault before (`VerifiedFile`), so a check need only say what a missing value means for its requirement.
///
/// A value can be asked for by each of the thousand objects that refer to it. So what is long is paid for with each
/// look at it (`PDFBudget`). When that is used up, all further looks are nil, and the file is refused in the end.
final class ObjectLookup {
  let reader: PDFReader
  /// The entries of indirect dictionaries, which many others may name as theirs: fonts of resources, for example.
  private var namedEntries: [Int: [String: PDFValue]] = [:]
  private var contents: [Int: [UInt8]] = [:]

  init(_ reader: PDFReader) {
    self.reader = reader
  }

  /// Whether there is still so much of a resource; it is taken.
  func take(_ amount: Int, of resource: PDFBudget.Resource, at offset: Int) -> Bool {
    (try? reader.budget.take(amount, of: resource, at: offset)) != nil
  }

  /// The value itself, or what it refers to; nil for null and for a reference to nothing.
  func resolved(_ value: PDFValue?) -> PDFValue? {
    guard let value, let resolved = try? reader.resolved(value), !resolved.text.elementsEqual("null".utf8) else {
      return nil
    }
    return resolved
  }

  /// The same for a value that is read from its first byte to its last.
  private func read(_ value: PDFValue?) -> PDFValue? {
    guard let value = resolved(value), (try? reader.budget.takeLength(of: value)) != nil else { return nil }
    return value
  }

  func value(_ key: StaticString, _ dictionary: PDFDictionary?) -> PDFValue? { resolved(dictionary?[key]) }

  // MARK: Dictionaries

  func dictionary(_ value: PDFValue?) -> PDFDictionary? {
    // The dictionary of an object was read with it; that of a direct value is read here.
    guard let object = object(value), object.isDictionary else { return try? read(value)?.dictionary() }
    guard let dictionary = try? object.dictionary() else { return nil }
    // Whoever asks for a dictionary looks for keys in it, one after the other.
    let count = dictionary.entries.count
    return count <= 32 || take(4 * count, of: .scannedBytes, at: object.value.offset) ? dictionary : nil
  }

  func dictionary(_ key: StaticString, _ dictionary: PDFDictionary?) -> PDFDictionary? {
    self.dictionary(dictionary?[key])
  }

  /// The entries of a dictionary by their names. A dictionary of resources may have as many entries as there are
  /// operators that name them, so they are not searched one by one.
  func entries(_ value: PDFValue?) -> [String: PDFValue] {
    guard let value, value.isReference, let number = object(value)?.number else {
      return entries(of: dictionary(value))
    }
    if let known = namedEntries[number] {
      return take(4 * known.count, of: .scannedBytes, at: value.offset) ? known : [:]
    }
    let entries = entries(of: dictionary(value))
    namedEntries[number] = entries
    return entries
  }

  func entries(_ key: StaticString, _ dictionary: PDFDictionary?) -> [String: PDFValue] { entries(dictionary?[key]) }

  /// The same of a dictionary that is at hand.
  func entries(of dictionary: PDFDictionary?) -> [String: PDFValue] {
    guard let dictionary, take(8 * dictionary.entries.count, of: .mapEntries, at: dictionary.range.lowerBound) else {
      return [:]
    }
    var entries: [String: PDFValue] = [:]
    entries.reserveCapacity(dictionary.entries.count)
    for entry in dictionary.entries { entries[dictionary.name(of: entry)] = dictionary.value(of: entry) }
    return entries
  }

  // MARK: Arrays

  func array(_ value: PDFValue?) -> [PDFValue]? {
    guard let value = read(value), var reader = try? PDFElements(of: value) else { return nil }
    var elements: [PDFValue] = []
    while let element = try? reader.next() {
      guard take(2, of: .mapEntries, at: element.offset) else { return nil }
      elements.append(element)
    }
    return elements
  }

  func array(_ key: StaticString, _ dictionary: PDFDictionary?) -> [PDFValue]? { array(dictionary?[key]) }

  /// The elements of an array, or the value alone.
  func elements(_ value: PDFValue?) -> [PDFValue] {
    guard let value = resolved(value) else { return [] }
    return value.isArray ? array(value) ?? [] : [value]
  }

  func elements(_ key: StaticString, _ dictionary: PDFDictionary?) -> [PDFValue] { elements(dictionary?[key]) }

  /// The elements of an array, or the value alone, as it is written: a dictionary that many values refer to is then
  /// found as the object that it is, and not read anew.
  func parts(_ value: PDFValue?) -> [PDFValue] {
    guard let value else { return [] }
    return resolved(value)?.isArray == true ? array(value) ?? [] : [value]
  }

  func parts(_ key: StaticString, _ dictionary: PDFDictionary?) -> [PDFValue] { parts(dictionary?[key]) }

  // MARK: Simple values

  func name(_ value: PDFValue?) -> String? { try? read(value)?.name() }
  func name(_ key: StaticString, _ dictionary: PDFDictionary?) -> String? { name(dictionary?[key]) }

  func integer(_ value: PDFValue?) -> Int? { try? read(value)?.integer() }
  func integer(_ key: StaticString, _ dictionary: PDFDictionary?) -> Int? { integer(dictionary?[key]) }

  func number(_ value: PDFValue?) -> Double? { try? read(value)?.number() }
  func number(_ key: StaticString, _ dictionary: PDFDictionary?) -> Double? { number(dictionary?[key]) }

  func bool(_ key: StaticString, _ dictionary: PDFDictionary?) -> Bool? { try? value(key, dictionary)?.bool() }

  func string(_ value: PDFValue?) -> [UInt8]? { try? read(value)?.string() }
  func string(_ key: StaticString, _ dictionary: PDFDictionary?) -> [UInt8]? { string(dictionary?[key]) }

  func isText(_ key: StaticString, _ dictionary: PDFDictionary?) -> Bool { isText(dictionary?[key]) }

  /// Whether there is a string of at least one character: a byte order mark alone is none.
  func isText(_ value: PDFValue?) -> Bool {
    guard let bytes = string(value) else { return false }
    return !bytes.isEmpty && bytes != [0xFE, 0xFF] && bytes != [0xEF, 0xBB, 0xBF]
  }

  // MARK: Objects

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
    let object = object(value)
    let text = object?.value ?? value
    guard take(text.range.count + (object?.data?.count ?? 0), of: .scannedBytes, at: value.offset) else { return [] }
    if let object, let known = contents[object.number] { return known }
    let content = Array(text.text) + (object?.data.map { Array(reader.bytes[$0]) } ?? [])
    if let object { contents[object.number] = content }
    return content
  }

  /// What a value is: two values with the same identity are one object of the file.
  func identity(_ value: PDFValue) -> ObjectIdentity {
    if value.isReference, let number = try? value.reference().number { return .indirect(number) }
    return .direct(value.offset, in: value.bytes.count)
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
