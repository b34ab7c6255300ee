import Diagnostics
import Encodings
package import Fields
package import Mapping

/// A record as it was read: its raw values, and the bytes it was read from, which the rejects copy.
///
/// The bytes contain the key in clear. Nothing outside this module can reach them, and printing a `RecordRow` does not
/// show them.
package struct RecordRow: Sendable, CustomStringConvertible, CustomReflectable {
  package var row: RawRow
  /// Where the record is in the file: byte offsets from 0, without the line end or comma behind it.
  package let bytes: Range<Int>
  /// The record's bytes in the internal encoding. Nil if they could not be split into cells, because the key in them
  /// could not be masked.
  let raw: [UInt8]?
  /// The rows of a table that the record was made of, when it was read by a mapping or from a workbook; rejects copy
  /// them.
  var tableRows: [TableRow] = []
  /// How the fields that a mapping has made or changed came by their values. The key has none.
  package var traces: [FieldKey: FieldTrace] = [:]
  /// Whether the cell of the key holds the mask that rejects write there.
  var hasMaskedKey = false
  /// Whether the record comes from a file of rejects: it has a value for the reasons' column.
  var isReject = false
  /// Where the record of a file of rejects stood first, as that file says.
  var source: String?

  init(_ row: RawRow, bytes: Range<Int>, raw: [UInt8]?) {
    self.row = row
    self.bytes = bytes
    self.raw = raw
  }

  /// A record that could not be split, with the reason.
  init(refused diagnostic: Diagnostic, at location: SourceLocation, bytes: Range<Int>) {
    self.init(RawRow(location: location, diagnostics: [diagnostic]), bytes: bytes, raw: nil)
  }

  package var description: String { "record \(row.location.record ?? 0)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension RecordRow {
  /// The record as one line of JSON, for `inspect rows`: its location, the cells by path in the catalogue's order, the
  /// diagnostics. The key is masked.
  ///
  /// What a mapping has made or changed has its source beside it, under `sources`.
  ///
  /// `{"file":"a.csv","record":1,"line":2,"bytes":[120,310],"cells":{"kind":"前払金保証","key":"＊＊＊＊"},"diagnostics":[]}`
  ///
  /// - Parameter keyForm: by what a key outside its own column is recognised, which is masked too.
  package func json(masking keyForm: KeyForm?) -> String {
    JSONWriter.object([
      ("file", JSONWriter.literal(row.location.file)), ("record", row.location.record.map(String.init)),
      ("line", row.location.line.map(String.init)),
      ("bytes", "[\(bytes.lowerBound),\(bytes.upperBound)]"), ("cells", cellsAsJSON(masking: keyForm)),
      ("sources", traces.isEmpty ? nil : tracesAsJSON(masking: keyForm)),
      ("diagnostics", JSONWriter.array(row.diagnostics.map(\.json))),
    ])
  }

  private func cellsAsJSON(masking keyForm: KeyForm?) -> String {
    let parts = keyForm.map(row.partsOfKey) ?? []
    return JSONWriter.object(
      Self.ordered(row.cells.keys).map { key in
        let value = parts.contains(key) ? RawValue.text(Secret.mask) : row.cells[key]?.value
        return (key.text, value?.json(masking: keyForm))
      })
  }

  /// `{"work.price":{"from":[["UKEGK","0000048345"]],"steps":["number"]}}`
  private func tracesAsJSON(masking keyForm: KeyForm?) -> String {
    JSONWriter.object(
      Self.ordered(traces.keys).compactMap { key in
        guard let trace = traces[key] else { return nil }
        let sources = trace.sources.map {
          JSONWriter.array([
            JSONWriter.literal($0.column), JSONWriter.literal(keyForm?.masked($0.text) ?? $0.text),
          ])
        }
        return (
          key.text,
          JSONWriter.object([
            ("from", JSONWriter.array(sources)), ("steps", JSONWriter.array(trace.steps.map(JSONWriter.literal))),
          ])
        )
      })
  }

  /// In the catalogue's order, members behind.
  package static func ordered(_ keys: some Sequence<FieldKey>) -> [FieldKey] {
    keys.sorted {
      ($0.member ?? -1, Catalogue.position(of: $0.path) ?? 0) < ($1.member ?? -1, Catalogue.position(of: $1.path) ?? 0)
    }
  }
}

extension RawValue {
  /// The value as JSON text: a secret is its mask, a value of a shape that no field has is null.
  fileprivate func json(masking keyForm: KeyForm?) -> String {
    switch self {
    case .text(let text): JSONWriter.literal(keyForm?.masked(text) ?? text)
    case .number(let text): keyForm?.masked(text).map(JSONWriter.literal) ?? text
    case .bool(let flag): flag ? "true" : "false"
    case .list(let values): JSONWriter.array(values.map { $0.json(masking: keyForm) })
    case .secret: JSONWriter.literal(Secret.mask)
    case .unsupportedShape: "null"
    }
  }
}
