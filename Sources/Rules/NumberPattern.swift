package import Diagnostics
import StrictJSON

/// The form of 保証契約番号, the contract number, part by part. One part may be 変更回数, the change count.
///
/// ```
/// // 44-07-0012345-01: office, fiscal year, serial number, change count
/// pattern.matches("44-07-0012345-01")       // true
/// pattern.changeCount(of: "44-07-0012345-01") // 1
/// pattern.base(of: "44-07-0012345-01")      // "44-07-0012345", the same for the original and all its changes
/// ```
package struct NumberPattern: Sendable, Hashable {
  /// The characters of which a part is made.
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
    /// `length` characters of a kind; the name says what they are.
    case run(name: String, kind: Kind, length: Int)
  }

  /// The name of the part that is the change count.
  package static let changeCount = "changeCount"

  package let parts: [Part]
  /// A number of this form, which messages show as an example.
  package let sample: String

  /// Whether the text has the form exactly: full-width digits or spaces do not match.
  package func matches(_ text: String) -> Bool { split(text) != nil }

  /// Whether a part of the number is the change count.
  package var carriesChangeCount: Bool {
    parts.contains { if case .run(Self.changeCount, _, _) = $0 { true } else { false } }
  }

  /// The change count in the number; nil when the form has none or the text is not of the form.
  package func changeCount(of text: String) -> Int? {
    split(text)?[Self.changeCount].flatMap { Int($0) }
  }

  /// The number without its change count, which an original and all its changes have in common. A text of another form
  /// is returned as it is.
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

  /// The number of this form that a spreadsheet made the text from by taking a part for a number and dropping its zeros at
  /// the front: `44-7-12345-0` → `44-07-0012345-00`. Nil when that does not lead to the form.
  package func restoringZeros(_ text: String) -> String? {
    if matches(text) { return nil }
    var rest = text.unicodeScalars[...]
    var restored = ""
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let literal):
        guard rest.starts(with: literal.unicodeScalars) else { return nil }
        rest = rest.dropFirst(literal.unicodeScalars.count)
        restored += literal
      case .run(_, let kind, let length):
        let run = rest.prefix { kind.contains($0) }.prefix(length)
        // Zeros are lost where a number begins: behind a literal, or at the front of all.
        let isFront = index == 0 || { if case .literal = parts[index - 1] { true } else { false } }()
        guard !run.isEmpty, run.count == length || kind == .digits && isFront else { return nil }
        restored += String(repeating: "0", count: length - run.count) + String(Substring(run))
        rest = rest.dropFirst(run.count)
      }
    }
    return rest.isEmpty && matches(restored) ? restored : nil
  }

  package var description: LocalizedText {
    LocalizedText("例 \(sample)", "of \(sample)")
  }

  /// The text's runs by the names of their parts; nil when the text is not of the form.
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
  /// Reads `number` of issuer.json: the parts of a contract number in order, and a sample that must match them.
  mutating func readNumberPattern(_ root: JSONNode) -> (NumberPattern, Provenance)? {
    guard let node = readObject(root, "number", Self.provenanceKeys + ["sample", "parts"]) else { return nil }
    let provenance = readProvenance(node)
    let sample = readText(node, "sample")
    let parts = readArray(node, "parts").map { readPart($0) }
    guard let provenance, let sample, !parts.isEmpty, !parts.contains(nil) else { return nil }
    let pattern = NumberPattern(parts: parts.compactMap(\.self), sample: sample)
    if !pattern.matches(sample) {
      reportWrongValue(
        node["sample"] ?? node, LocalizedText("見本の番号が形に合っていません。", "The sample number is not of the form."))
    }
    return (pattern, provenance)
  }

  private mutating func readPart(_ node: JSONNode) -> NumberPattern.Part? {
    if node["literal"] != nil {
      guard checkMembers(node, ["literal"]) else { return nil }
      return readText(node, "literal").map(NumberPattern.Part.literal)
    }
    guard checkMembers(node, ["name", "kind", "length"]) else { return nil }
    let name = readText(node, "name")
    let kind = readChoice(node, "kind", NumberPattern.Kind.self)
    // 20 characters is the longest contract number that the forms have room for (`Catalogue.fields`).
    let length = readInteger(node, "length", in: 1...20)
    guard let name, let kind, let length else { return nil }
    if name == NumberPattern.changeCount, kind != .digits {
      reportWrongValue(node, LocalizedText("変更回数は digits でなければなりません。", "The change count must be digits."))
    }
    return .run(name: name, kind: kind, length: length)
  }
}
