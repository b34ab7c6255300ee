package import Diagnostics
import StrictJSON

/// The form of 保証契約番号, part by part; one part may be the change count.
package struct NumberPattern: Sendable, Hashable {
  /// Which characters a part has.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case digits
    /// A to Z.
    case letters
    /// 0 to 9 and A to Z.
    case alphanumerics

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .digits: ("0"..."9").contains(scalar)
      case .letters: ("A"..."Z").contains(scalar)
      case .alphanumerics: ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar)
      }
    }
  }

  package enum Part: Sendable, Hashable {
    case literal(String)
    /// So many characters of a kind, named for messages.
    case run(name: String, kind: Kind, length: Int)
  }

  /// The name of the part that is the change count.
  package static let changeCount = "changeCount"

  package let parts: [Part]
  /// A number of this form, for messages.
  package let sample: String

  /// Whether the text has the form, scalar for scalar.
  package func matches(_ text: String) -> Bool { split(text) != nil }

  /// Whether numbers of this form carry their change count.
  package var carriesChangeCount: Bool {
    parts.contains { if case .run(Self.changeCount, _, _) = $0 { true } else { false } }
  }

  /// The change count that the number carries.
  package func changeCount(of text: String) -> Int? {
    split(text)?[Self.changeCount].flatMap { Int($0) }
  }

  /// The number without its change count: what an original and its changes have in common.
  package func base(of text: String) -> String {
    guard carriesChangeCount, split(text) != nil else { return text }
    var rest = text.unicodeScalars[...]
    var base = ""
    for part in parts {
      switch part {
      case .literal(let literal): rest = rest.dropFirst(literal.unicodeScalars.count)
      case .run(let name, _, let length):
        if name != Self.changeCount { base += (base.isEmpty ? "" : "-") + String(Substring(rest.prefix(length))) }
        rest = rest.dropFirst(length)
      }
    }
    return base
  }

  package var description: LocalizedText {
    LocalizedText("例 \(sample)", "of \(sample)")
  }

  private func split(_ text: String) -> [String: String]? {
    var rest = text.unicodeScalars[...]
    var found: [String: String] = [:]
    for part in parts {
      switch part {
      case .literal(let literal):
        guard rest.starts(with: literal.unicodeScalars) else { return nil }
        rest = rest.dropFirst(literal.unicodeScalars.count)
      case .run(let name, let kind, let length):
        let run = rest.prefix(length)
        guard run.count == length, run.allSatisfy(kind.contains) else { return nil }
        found[name] = String(Substring(run))
        rest = rest.dropFirst(length)
      }
    }
    return rest.isEmpty ? found : nil
  }
}

extension RulesReader {
  /// `number`: the parts of a contract number, in order.
  mutating func numberPattern(_ root: JSONNode) -> (NumberPattern, Provenance)? {
    guard let node = object(root, "number", Self.provenanceKeys + ["sample", "parts"]) else { return nil }
    let provenance = provenance(node)
    let sample = text(node, "sample")
    let parts = elements(node, "parts").map { part($0) }
    guard let provenance, let sample, !parts.isEmpty, !parts.contains(nil) else { return nil }
    let pattern = NumberPattern(parts: parts.compactMap(\.self), sample: sample)
    if !pattern.matches(sample) {
      wrong(node["sample"] ?? node, LocalizedText("見本の番号が形に合っていません。", "The sample number is not of the form."))
    }
    return (pattern, provenance)
  }

  private mutating func part(_ node: JSONNode) -> NumberPattern.Part? {
    if node["literal"] != nil {
      guard members(node, ["literal"]) else { return nil }
      return text(node, "literal").map(NumberPattern.Part.literal)
    }
    guard members(node, ["name", "kind", "length"]) else { return nil }
    let name = text(node, "name")
    let kind = word(node, "kind", NumberPattern.Kind.self)
    let length = integer(node, "length", in: 1...20)
    guard let name, let kind, let length else { return nil }
    if name == NumberPattern.changeCount, kind != .digits {
      wrong(node, LocalizedText("変更回数は digits でなければなりません。", "The change count must be digits."))
    }
    return .run(name: name, kind: kind, length: length)
  }
}
