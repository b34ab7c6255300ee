import Drawing
import DrawingSamples
import DrawnDocument
import PDFFinishing
import Typesetting

/// A drawn and finished sample, as the tests of this module want it.
enum SampleFile {
  static func drawn(pages: Int = 1) throws -> DrawnDocument {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    return try drawer.pdf(
      (1...pages).map { SamplePages.certificate($0) }, outline: [OutlineEntry(title: "保証証書（前払金保証）", page: 1)])
  }

  /// The page of pictures.
  static func pictured() throws -> [UInt8] {
    let drawn = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.pictures()])
    return try finished(drawn)
  }

  static func metadata(attachment: Attachment? = nil) -> PDFMetadata {
    PDFMetadata(
      title: "保証証書（前払金保証） <第02-001号> & \"写\"", author: "礎建設保証株式会社", issuedOn: PDFDate(year: 2026, month: 11, day: 3),
      identifier: "02-001", program: "shosho 0.1", attachment: attachment)
  }

  static func finished(pages: Int = 1, attachment: Attachment? = nil) throws -> [UInt8] {
    try finished(try drawn(pages: pages), attachment: attachment)
  }

  static func finished(_ drawn: DrawnDocument, attachment: Attachment? = nil) throws -> [UInt8] {
    try PDFFinisher.finish(drawn, metadata(attachment: attachment))
  }
}
