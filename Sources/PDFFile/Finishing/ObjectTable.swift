/// The objects of a file that is being finished, by number, and what becomes of each.
struct ObjectTable {
  enum ObjectState {
    /// As it was drawn; a stream that is only stored is packed.
    case kept(PDFObject)
    /// Not a stream, written anew.
    case value([UInt8])
    /// The same, without white space that parts nothing.
    case compact([UInt8])
    /// A stream: its dictionary's entries without brackets, Length and Filter, and its data, which are packed when written.
    case stream(entries: [UInt8], data: [UInt8])
    /// A stream whose data stand in the file as they are; its entries say so if they are packed.
    case plainStream(entries: [UInt8], data: [UInt8])
    case free
  }

  private(set) var fates: [ObjectState] = [.free]
  /// Numbers that dropped objects have left, for new ones.
  private var vacant: [Int] = []

  /// All objects of a drawn file. The numbers that only tell a stream's length are dropped: lengths are written in place.
  init(_ reader: PDFReader) throws(PDFFault) {
    for number in 1..<max(1, reader.references.entries.count) {
      if let object = try reader.object(number) {
        fates.append(.kept(object))
      } else {
        fates.append(.free)
        vacant.append(number)
      }
    }
    for fate in fates {
      guard case .kept(let object) = fate, object.isStream, let length = try object.dictionary()["Length"],
        length.isReference
      else {
        continue
      }
      drop(try length.reference().number)
    }
  }

  func drawn(_ number: Int) throws(PDFFault) -> PDFObject {
    guard fates.indices.contains(number), case .kept(let object) = fates[number] else {
      throw PDFFault(.unexpected("second use of object \(number)"), at: 0)
    }
    return object
  }

  mutating func replace(_ number: Int, _ fate: ObjectState) { fates[number] = fate }

  mutating func drop(_ number: Int) {
    guard fates.indices.contains(number) else { return }
    if case .free = fates[number] { return }
    fates[number] = .free
    vacant.append(number)
  }

  /// A number for a new object.
  mutating func add(_ fate: ObjectState) -> Int {
    if let number = vacant.popLast() {
      fates[number] = fate
      return number
    }
    fates.append(fate)
    return fates.count - 1
  }
}

extension PDFDictionary {
  /// The entries as they stand, without those keys and without the brackets.
  func entries(without keys: [StaticString] = []) -> [UInt8] {
    var result = ByteWriter(capacity: range.count)
    for entry in entries where !keys.contains(where: { isKey(entry, $0) }) {
      result.write("/")
      result.write(bytes, entry.key)
      if CharacterClass.isRegular(bytes[entry.value.lowerBound]) { result.write(" ") }
      result.write(bytes, entry.value)
    }
    return result.bytes
  }
}
