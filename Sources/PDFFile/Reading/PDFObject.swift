/// An indirect object: ISO 32000-1 7.3.10.
struct PDFObject: Sendable {
  let number: Int
  let generation: Int
  let value: PDFValue
  /// The data of a stream as they stand in the file; nil for every other object.
  let data: Range<Int>?
  /// The value's entries, read when the object was read: nearly every object is a dictionary that somebody asks for.
  private let entries: PDFDictionary?

  /// - Parameter entries: of the value, when it is a dictionary.
  init(number: Int, generation: Int, value: PDFValue, entries: PDFDictionary?, data: Range<Int>? = nil) {
    self.number = number
    self.generation = generation
    self.value = value
    self.entries = entries
    self.data = data
  }

  var isStream: Bool { data != nil }
  var isDictionary: Bool { entries != nil }

  /// The dictionary of the object, which may be a stream's.
  func dictionary() throws(PDFFault) -> PDFDictionary {
    guard let entries else { throw .expected("dictionary", at: value.offset) }
    return entries
  }
}
