package import Fields
import House
package import PDFFinishing
import Typesetting

extension PDFMetadata {
  /// What the file of a paper says of itself: titled as the form says, written by the issuer, dated with the day of
  /// issue. The engine's format number is named, its release is not: a release alone changes no paper.
  package init(title: String, identifier: String?, author: String, issuedOn: CalendarDate) {
    self.init(
      title: title, author: author, issuedOn: PDFDate(year: issuedOn.year, month: issuedOn.month, day: issuedOn.day),
      identifier: identifier, program: "\(EngineVersion.name) (format \(EngineVersion.format))")
  }
}
