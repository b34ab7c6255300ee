package import Diagnostics
package import Fields
package import Papers
package import Records
package import Surety

/// An accepted record on its way to its papers.
package struct AcceptedRecord {
  let record: RecordRow
  package let row: RawRow
  let certificate: Certificate
  package let values: ValueTree
  package let naming: PaperNaming

  package init(_ record: RecordRow, certificate: Certificate, values: ValueTree) {
    self.record = record
    row = record.row
    self.certificate = certificate
    self.values = values
    naming = PaperNaming(certificate: certificate, row: record.row)
  }

  /// Where its number stands, for messages.
  package var numberLocation: SourceLocation { row["number"]?.location ?? row.location }
}
