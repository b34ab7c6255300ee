/// An indirect object: ISO 32000-1 7.3.10.
struct PDFObject: Sendable {
  let number: Int
  let generation: Int
  let value: PDFValue
  /// The data of a stream as they stand in the file; nil for every other object.
  let data: Range<Int>?

  var isStream: Bool { data != nil }

  /// The dictionary of the object, which may be a stream's.
  func dictionary() throws(PDFFault) -> PDFDictionary { try value.dictionary() }
}
