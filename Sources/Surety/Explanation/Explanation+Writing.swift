package import Diagnostics
import Fields

extension Explanation {
  /// For a person: a paragraph a rule, then what was found wrong.
  package func text(in language: Language) -> String {
    let unnamed = Words("番号なし", "no number").text(in: language)
    var lines = [[number.map(Echo.plain) ?? unnamed, kind?.rawValue ?? ""].joined(separator: "　")]
    for entry in entries {
      lines += ["", "\(entry.topic.words.text(in: language)): \(entry.decision.text(in: language))"]
      lines.append("    " + entry.reason.text(in: language))
      let origin = entry.origin(in: language)
      if !origin.isEmpty { lines.append("    " + origin) }
    }
    if !diagnostics.isEmpty {
      lines.append("")
      lines += diagnostics.map(TextWriter(language: language).text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For programs: one JSON object, both languages in it.
  package var json: String {
    JSONWriter.object([
      ("number", number.map(JSONWriter.literal)),
      ("kind", kind.map { JSONWriter.literal($0.rawValue) }),
      ("rules", JSONWriter.array(entries.map(\.json))),
      ("diagnostics", JSONWriter.array(diagnostics.map(\.json))),
    ])
  }
}

extension Explanation.Entry {
  /// `Rules/orderers.json:16:5、2025-04-01から、出典 S0`
  fileprivate func origin(in language: Language) -> String {
    var parts: [String] = []
    if let place { parts.append(place.position) }
    if let from { parts.append(Words("\(from.iso)から", "from \(from.iso)").text(in: language)) }
    if let source { parts.append(Words("出典 \(source)", "source \(source)").text(in: language)) }
    if assumed { parts.append(Words("仮定", "assumed").text(in: language)) }
    return parts.joined(separator: language == .japanese ? "、" : ", ")
  }

  fileprivate var json: String {
    JSONWriter.object([
      ("topic", JSONWriter.literal(topic.rawValue)),
      ("ja", JSONWriter.literal(decision.japanese)),
      ("en", JSONWriter.literal(decision.english)),
      ("reasonJa", JSONWriter.literal(reason.japanese)),
      ("reasonEn", JSONWriter.literal(reason.english)),
      ("file", place.map { JSONWriter.literal($0.file) }),
      ("line", place?.line.map(String.init)),
      ("column", place?.column.map(String.init)),
      ("from", from.map { JSONWriter.literal($0.iso) }),
      ("source", source.map(JSONWriter.literal)),
      ("assumed", assumed ? "true" : "false"),
    ])
  }
}

extension Explanation.Topic {
  fileprivate var words: Words {
    switch self {
    case .number: Words("保証契約番号", "contract number")
    case .issuer: Words("保証人", "issuer")
    case .terms: Words("適用約款", "terms")
    case .orderer: Words("発注者", "orderer")
    case .start: Words("取扱開始", "start")
    case .category: Words("契約種別", "category")
    case .clauses: Words("約款版", "clauses")
    case .submission: Words("提出", "submission")
    case .limit: Words("限度", "limit")
    case .amendment: Words("変更", "amendment")
    case .tariff: Words("料率表", "tariff")
    case .slice: Words("区分", "slice")
    case .adjustment: Words("加減", "adjustment")
    case .rounding: Words("端数処理", "rounding")
    case .form: Words("様式", "form")
    }
  }
}
