/// An object stream, expanded: ISO 32000-1 7.5.7.
struct ObjectStream {
  private let bytes: [UInt8]
  /// Number and range of each object.
  private var members: [(number: Int, range: Range<Int>)] = []

  init(_ object: PDFObject, expanded: [UInt8]) throws(PDFFault) {
    let dictionary = try object.dictionary()
    guard try dictionary.required("Type").isName("ObjStm") else {
      throw .expected("/Type /ObjStm", at: object.value.offset)
    }
    let count = try dictionary.required("N").integer()
    let first = try dictionary.required("First").integer()
    bytes = expanded
    guard count >= 0, first >= 0, first <= expanded.count, count <= first else {
      throw .expected("/N and /First of the object stream", at: object.value.offset)
    }
    var scanner = PDFScanner(expanded, 0..<first)
    var places: [(Int, Int)] = []
    places.reserveCapacity(count)
    members.reserveCapacity(count)
    for _ in 0..<count {
      scanner.skipSpace()
      let number = try scanner.integer()
      scanner.skipSpace()
      places.append((number, try scanner.integer()))
    }
    for (index, place) in places.enumerated() {
      let end = index + 1 < places.count ? places[index + 1].1 : expanded.count - first
      guard place.1 <= end, end <= expanded.count - first else {
        throw .expected("rising offsets in the object stream", at: object.value.offset)
      }
      members.append((place.0, first + place.1..<first + end))
    }
  }

  func object(_ number: Int, index: Int) throws(PDFFault) -> PDFObject {
    guard members.indices.contains(index), members[index].number == number else {
      throw .expected("object \(number) as number \(index) of its object stream", at: 0)
    }
    var scanner = PDFScanner(bytes, members[index].range)
    scanner.skipSpace()
    let start = scanner.position
    let entries = try scanner.dictionaryOrValue()
    let value = PDFValue(bytes: bytes, range: start..<scanner.position)
    scanner.skipSpace()
    guard scanner.next == nil else { throw .expected("one value an object", at: scanner.position) }
    return PDFObject(number: number, generation: 0, value: value, entries: entries)
  }
}
