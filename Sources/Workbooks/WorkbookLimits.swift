/// What a workbook may have at most, so that no file, however it was made, takes memory or time without bound.
package enum WorkbookLimits {
  /// Bytes of the file: 64 MiB. It is held in memory, because its table of contents stands at its end.
  package static let fileBytes = 64 << 20
  /// Parts of the file. A workbook of one sheet has about ten.
  static let parts = 2_000
  /// Unpacked bytes of a sheet. It is read piece by piece.
  static let sheetBytes = 1 << 30
  /// Unpacked bytes of any other part that is read.
  static let partBytes = 128 << 20
  /// How many times larger than its packed form a part may be once it is over 1 MiB; deflate reaches 1,032 for bytes
  /// that are all the same, and sheets about 50.
  static let ratio = 500
  /// Texts that cells share, which are held in memory: how many, and their bytes.
  static let sharedTexts = 2_000_000
  static let sharedBytes = 64 << 20
  /// Bytes of a cell's text and of a row's, as in other inputs.
  static let cellBytes = 1 << 20
  static let rowBytes = 4 << 20
  /// The last row that a sheet can have.
  static let rows = 1_048_576
  /// Columns with a value.
  static let columns = 4_096
  /// Ranges of merged cells that are looked at.
  static let merges = 100_000
}
