import Diagnostics
import Fields
import StrictJSON

/// A refused record of JSON as one line: the record with the key masked, or a pointer to it when it is not JSON.
struct RejectObject {
  private let record: RecordRow
  private let names: ColumnNames

  init(_ record: RecordRow, names: ColumnNames) {
    self.record = record
    self.names = names
  }

  func line(reasons: [String]) -> String {
    let list = (ColumnNames.rejectKey, JSONWriter.array(reasons.map(JSONWriter.literal)))
    guard let raw = record.raw, let members = (try? JSONParser.parse(raw))?.members else {
      return JSONWriter.object([
        (ColumnNames.rejectFile, JSONWriter.literal(record.row.location.file)),
        (ColumnNames.rejectRecord, record.row.location.record.map(String.init)),
        (ColumnNames.rejectBytes, "[\(record.bytes.lowerBound),\(record.bytes.upperBound)]"), (list.0, list.1),
      ])
    }
    let kept = members.filter { !$0.key.utf8.elementsEqual(ColumnNames.rejectKey.utf8) }
    return JSONWriter.object(kept.map { ($0.key, masked($0.node, at: $0.key)) } + [(list.0, list.1)])
  }

  /// The value's JSON text, or the mask where a key stands or may stand.
  private func masked(_ node: JSONNode, at path: String) -> String {
    if names.mayHoldSecret(path) { return node.value == .null ? "null" : JSONWriter.literal(KeyMask.text) }
    switch node.value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return JSONWriter.literal(text)
    case .array(let nodes): return JSONWriter.array(nodes.enumerated().map { masked($1, at: "\(path)[\($0)]") })
    case .object(let members):
      return JSONWriter.object(members.map { ($0.key, masked($0.node, at: "\(path).\($0.key)")) })
    }
  }
}
