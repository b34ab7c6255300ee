/// Where in an input a problem stands, as precisely as its reader knows it.
package struct SourceLocation: Sendable, Hashable {
  /// The file as the user named it; `-` is standard input.
  package var file: String
  /// Record number in a data file, from 1, headings not counted.
  package var record: Int?
  /// Line and column of a text file, both from 1; the column counts Unicode scalars.
  package var line: Int?
  package var column: Int?
  /// Byte offset in the file, from 0.
  package var byte: Int?
  /// The CSV heading or JSON key as the file spells it.
  package var heading: String?
  /// The catalogue's path of the field.
  package var field: String?

  package init(
    file: String, record: Int? = nil, line: Int? = nil, column: Int? = nil, byte: Int? = nil, heading: String? = nil,
    field: String? = nil
  ) {
    self.file = file
    self.record = record
    self.line = line
    self.column = column
    self.byte = byte
    self.heading = heading
    self.field = field
  }

  /// `certificates.csv:12:3`, the form that editors and terminals make clickable.
  package var position: String {
    [file, line.map(String.init), line == nil ? nil : column.map(String.init)].compactMap(\.self).joined(separator: ":")
  }
}
