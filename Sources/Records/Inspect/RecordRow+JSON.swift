import Diagnostics
import Fields

extension RecordRow {
  /// `inspect rows`: the record as the reader understood it, one line of JSON; cells by path in the catalogue's order, the key masked.
  package var json: String {
    JSONWriter.object([
      ("file", JSONWriter.literal(row.location.file)), ("record", row.location.record.map(String.init)),
      ("line", row.location.line.map(String.init)),
      ("bytes", "[\(bytes.lowerBound),\(bytes.upperBound)]"), ("cells", cells),
      ("diagnostics", JSONWriter.array(row.diagnostics.map(\.json))),
    ])
  }

  private var cells: String {
    let keys = row.cells.keys.sorted {
      ($0.member ?? -1, Self.order[$0.path] ?? 0) < ($1.member ?? -1, Self.order[$1.path] ?? 0)
    }
    return JSONWriter.object(keys.map { ($0.text, row.cells[$0]?.value.json) })
  }

  private static let order = Dictionary(uniqueKeysWithValues: Catalogue.fields.enumerated().map { ($1.path, $0) })
}

extension RawValue {
  /// The value as JSON; a key is the mask, a shape that no field has is null.
  fileprivate var json: String {
    switch self {
    case .text(let text): JSONWriter.literal(text)
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .list(let values): JSONWriter.array(values.map(\.json))
    case .secret: JSONWriter.literal(KeyMask.text)
    case .unsupportedShape: "null"
    }
  }
}
