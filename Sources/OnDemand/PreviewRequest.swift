package import Fields
package import Records

/// What `preview` was asked to show.
package struct PreviewRequest: Sendable {
  /// A form's file, or the id of a form of the home.
  package var form: String
  /// A file of records; nil for the home's samples.
  package var record: String?
  /// The record's contract number; nil for the first record.
  package var contract: String?
  package var change: Int?
  package var reading: ReadingOptions
  /// Nil for today in Japan.
  package var issuedOn: CalendarDate?
  /// The picture's file; nil for the form's id in the working folder. Pages after the first get their number before the extension.
  package var out: String?
  package var dpi: Int

  package init(
    form: String, record: String? = nil, contract: String? = nil, change: Int? = nil,
    reading: ReadingOptions = ReadingOptions(),
    issuedOn: CalendarDate? = nil, out: String? = nil, dpi: Int = 150
  ) {
    self.form = form
    self.record = record
    self.contract = contract
    self.change = change
    self.reading = reading
    self.issuedOn = issuedOn
    self.out = out
    self.dpi = dpi
  }
}
