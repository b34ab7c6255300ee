import Diagnostics
import Fields

/// The step `part`: which part of a text is meant.
package enum TextPart: Sendable, Hashable {
  /// The part with this number, from 1, or from the end with −1, of a text that a separator divides.
  case split(by: String, number: Int)
  /// The characters from one to another, both from 1.
  case characters(from: Int, to: Int)
  /// What a group of a pattern has taken.
  case pattern(TextPattern, group: String)

  /// The part; nil when the text has none.
  package func part(of text: String) -> String? {
    switch self {
    case .split(let separator, let number):
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      let index = number > 0 ? number - 1 : parts.count + number
      return parts.indices.contains(index) ? String(parts[index]) : nil
    case .characters(let from, let to):
      let scalars = Array(text.unicodeScalars)
      guard from <= scalars.count else { return nil }
      return String(scalars: scalars[(from - 1)..<min(to, scalars.count)])
    case .pattern(let pattern, let group): return pattern.groups(of: text)?[group]
    }
  }
}

/// A pattern of texts and named groups: `{県}県{市}市{番地}`. It is read once from left to right and never goes back, so
/// that its cost is that of a search, whatever it is used on.
///
/// - `{name}` takes as few characters as it can, at least one, up to the text that follows it; at the end of the
///   pattern, all the rest.
/// - `{name:digits}` takes all digits that come, at least one.
/// - `{name:4}` takes four characters.
///
/// ```swift
/// TextPattern("{year:digits}年{number:digits}号")?.groups(of: "7年18号")   // ["year": "7", "number": "18"]
/// ```
package struct TextPattern: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case text([Unicode.Scalar])
    case shortest(String)
    case digits(String)
    case count(String, Int)
  }

  private let pieces: [Piece]
  /// The names of the groups, in their order.
  package let groupNames: [String]

  /// Nil when a brace does not match, a group has no name, a name stands twice, or two groups of any length stand side
  /// by side, so that nothing would say where the first ends.
  package init?(_ pattern: String) {
    var pieces: [Piece] = []
    var names: [String] = []
    var rest = pattern.unicodeScalars[...]
    while let first = rest.first {
      guard first == "{" else {
        let text = rest.prefix { $0 != "{" }
        if text.contains("}") { return nil }
        pieces.append(.text(Array(text)))
        rest = rest.dropFirst(text.count)
        continue
      }
      guard let close = rest.firstIndex(of: "}") else { return nil }
      let inner = rest[rest.index(after: rest.startIndex)..<close]
      let parts = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(scalars: parts.first ?? inner)
      guard !name.isEmpty, !name.unicodeScalars.contains("{"), !names.contains(name) else { return nil }
      let rule = parts.count == 2 ? String(scalars: parts[1]) : nil
      if case .shortest? = pieces.last { return nil }
      switch rule {
      case nil: pieces.append(.shortest(name))
      case "digits"?: pieces.append(.digits(name))
      case let rule?:
        guard let count = Int(rule), (1...1_000).contains(count) else { return nil }
        pieces.append(.count(name, count))
      }
      names.append(name)
      rest = rest[rest.index(after: close)...]
    }
    guard !names.isEmpty else { return nil }
    self.pieces = pieces
    groupNames = names
  }

  /// What each group takes; nil when the pattern does not fit the whole text.
  package func groups(of text: String) -> [String: String]? {
    let scalars = Array(text.unicodeScalars)
    var position = 0
    var groups: [String: String] = [:]
    for (index, piece) in pieces.enumerated() {
      let start = position
      switch piece {
      case .text(let wanted):
        guard scalars[position...].starts(with: wanted) else { return nil }
        position += wanted.count
      case .shortest(let name):
        guard let end = end(of: scalars, from: position, before: index + 1), end > start else { return nil }
        position = end
        groups[name] = String(scalars: scalars[start..<end])
      case .digits(let name):
        position += scalars[start...].prefix { ASCIIDigits.value(of: WidthFolding.folded($0)) != nil }.count
        if position == start { return nil }
        groups[name] = String(scalars: scalars[start..<position])
      case .count(let name, let count):
        guard scalars.count - start >= count else { return nil }
        position += count
        groups[name] = String(scalars: scalars[start..<position])
      }
    }
    return position == scalars.count ? groups : nil
  }

  /// Where a group that takes as little as it can ends: before the text that follows it, or at the end.
  private func end(of scalars: [Unicode.Scalar], from start: Int, before next: Int) -> Int? {
    guard next < pieces.count, case .text(let wanted) = pieces[next] else { return scalars.count }
    // The text at the end of a pattern is looked for at the end.
    if next == pieces.count - 1 { return scalars.count - wanted.count }
    guard start < scalars.count else { return nil }
    return (start + 1...scalars.count).first { scalars[$0...].starts(with: wanted) }
  }
}
