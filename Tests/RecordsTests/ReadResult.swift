import Diagnostics
import Encodings
import Fields
import Mapping
import Records

/// Everything that a reader made of an input, as tests ask for it.
///
/// `ReadResult(text, file: "a.json").values("work.price")` → `["#1200"]`
struct ReadResult {
  var rows: [RecordRow] = []
  /// What was said of the file, or why it was refused as a whole.
  var diagnostics: [Diagnostic] = []
  var isRefused = false

  init(
    _ bytes: some Sequence<UInt8>, file: String = "input.csv", encoding: StatedEncoding? = nil,
    format: RecordFormat? = nil,
    mapping: ColumnMapping = ColumnMapping(), keys: AuthenticationKeyTable? = nil, chunkSize: Int = 65_536
  ) {
    do {
      let options = ReadingOptions(encoding: encoding, format: format, mapping: mapping, keys: keys)
      var reader = try RecordReader(MemorySource(bytes, chunkSize: chunkSize), file: file, options: options)
      while let row = try reader.next() { rows.append(row) }
      diagnostics = reader.diagnostics
    } catch {
      isRefused = true
      diagnostics = error.diagnostics
    }
  }

  init(
    _ text: String, file: String = "input.csv", mapping: ColumnMapping = ColumnMapping(),
    keys: AuthenticationKeyTable? = nil,
    chunkSize: Int = 65_536
  ) {
    self.init(Array(text.utf8), file: file, mapping: mapping, keys: keys, chunkSize: chunkSize)
  }

  var codes: [String] { diagnostics.map(\.code) }

  /// The codes of each row's diagnostics.
  var rowCodes: [[String]] { rows.map { $0.row.diagnostics.map(\.code) } }

  /// Each row's value of a field; nil where it is absent.
  func values(_ path: String) -> [String?] { rows.map { $0.row[path]?.shown } }
}

extension RawCell {
  /// The value written out for a test to compare; the key is opened, which only a test may do.
  var shown: String { value.shown }
}

extension RawValue {
  var shown: String {
    switch self {
    case .text(let text): text
    case .number(let text): "#" + text
    case .bool(let flag): "\(flag)"
    case .list(let values): "[" + values.map(\.shown).joined(separator: "|") + "]"
    case .secret(let secret): "🔑" + secret.open { $0 }
    case .unsupportedShape(let shape): "<\(shape)>"
    }
  }
}

/// A CSV with the columns that every record needs, and more.
enum SampleCSV {
  static let required = [
    "保証の種類", "保証契約番号", "保証契約日", "発注者", "受注者", "受注者住所", "代表者氏名", "工事名", "工事場所", "工期自", "工期至", "請負代金額", "保証金額",
  ]
  static let record = [
    "前払金保証", "0012345", "令和7年4月1日", "臼杵市", "株式会社石垣組", "大分県臼杵市大字臼杵72番地", "石垣　太郎", "市道改良工事", "臼杵市大字福良", "令和7年4月2日",
    "令和8年3月20日",
    "48,250,000", "19,300,000",
  ]

  /// Rows of a heading row and records of the required cells, each with further cells.
  static func csv(also headings: [String] = [], _ rows: [[String]] = [[]], lineEnd: String = "\r\n") -> String {
    ([required + headings] + rows.map { record + $0 }).map { $0.joined(separator: ",") + lineEnd }.joined()
      .replacing("48,250,000", with: "\"48,250,000\"").replacing("19,300,000", with: "\"19,300,000\"")
  }
}
