import Digests
package import Drawing
package import Fields
import House
import PDFFinishing
import Typesetting

extension PDFMetadata {
  /// What a drawn paper becomes as a file: titled as the form says, written by the issuer, dated with the day of issue. The engine's
  /// format number is named, its release is not: a release alone changes no paper.
  package init(drawn: DrawnPDF, title: String, identifier: String?, author: String, issuedOn: CalendarDate) {
    self.init(
      title: title, author: author, issuedOn: PDFDate(year: issuedOn.year, month: issuedOn.month, day: issuedOn.day),
      identifier: identifier, program: "\(EngineVersion.name) (format \(EngineVersion.format))",
      structure: DocumentStructure(drawn.notes), digest: { ContentDigest(of: $0).bytes })
  }
}
