/// What is set into a drawn PDF to make it archival and accessible.
package struct PDFMetadata: Sendable {
  package var title: String
  package var author: String
  /// The day of issue; 00:00:00 of Japan on it stands wherever a PDF wants a time.
  package var issuedOn: PDFDate
  /// The paper's own identifier, in XMP's dc:identifier; nil for none.
  package var identifier: String?
  /// BCP 47.
  package var language = "ja-JP"
  /// The program, in Creator and Producer.
  package var program: String
  package var structure: DocumentStructure
  /// Data that go with the paper: the file is PDF/A-3a then, otherwise PDF/A-2a.
  package var attachment: Attachment?
  /// Whether the metadata claim PDF/A. Not those of a file that is going to be encrypted: that is none.
  package var isArchival = true
  /// At least 16 bytes that depend on all bytes given: the file's identity. This module has no cryptography of its own.
  package var digest: @Sendable ([UInt8]) -> [UInt8]

  package init(
    title: String, author: String, issuedOn: PDFDate, identifier: String? = nil, program: String,
    structure: DocumentStructure,
    attachment: Attachment? = nil, digest: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    self.title = title
    self.author = author
    self.issuedOn = issuedOn
    self.identifier = identifier
    self.program = program
    self.structure = structure
    self.attachment = attachment
    self.digest = digest
  }
}

/// A day, printed as midnight in Japan.
package struct PDFDate: Sendable, Hashable {
  package var year: Int
  package var month: Int
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// ISO 32000-1 7.9.4.
  var info: String { "D:\(digits)000000+09'00'" }
  /// XMP's form of ISO 8601.
  var xmp: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T00:00:00+09:00" }

  private var digits: String { padded(year, 4) + padded(month, 2) + padded(day, 2) }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A file inside the file: ISO 19005-3 annex E.
package struct Attachment: Sendable, Hashable {
  package var name: String
  /// Media type.
  package var type: String
  package var description: String
  package var bytes: [UInt8]

  package init(name: String, type: String = "application/json", description: String, bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.description = description
    self.bytes = bytes
  }
}
