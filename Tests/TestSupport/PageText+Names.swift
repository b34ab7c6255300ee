import Layout
import Typesetting

extension PageText {
  /// The tag by its name in ISO 32000-1 14.8.4, with its attributes.
  static func name(of tag: Tag) -> String {
    switch tag {
    case .heading(let level): "H\(level)"
    case .paragraph: "P"
    case .table: "Table"
    case .row: "TR"
    case .headerCell(let scope, let span): "TH \(scope.rawValue)" + (span > 1 ? " span \(span)" : "")
    case .dataCell(let span): "TD" + (span > 1 ? " span \(span)" : "")
    case .span: "Span"
    case .figure(let alternative): "Figure (\(alternative))"
    case .section: "Sect"
    case .ruby: "Ruby"
    case .rubyBase: "RB"
    case .rubyText: "RT"
    }
  }

  static func number(_ length: Length) -> String { number(length.points) }

  /// To a hundredth, without zeros at the end.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let decimals = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (hundredths < 0 ? "-" : "") + "\(whole)" + decimals
  }

  static func number(_ colour: Colour) -> String {
    "#"
      + [colour.red, colour.green, colour.blue].map { component in
        let text = String(component, radix: 16, uppercase: true)
        return text.count == 1 ? "0" + text : text
      }.joined()
  }

  static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
  }

  /// The text with what cannot be seen written out: `葛{U+E0100}`, `か{U+3099}`, and a space at the end.
  static func visible(_ text: String) -> String {
    var shown = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isLastSpace = index == scalars.count - 1 && scalar.properties.isWhitespace
      let isPlain =
        scalar.properties.generalCategory != .privateUse && !isSelector(scalar)
        && !scalar.properties.isDefaultIgnorableCodePoint
      if isPlain, !isLastSpace, scalar.properties.canonicalCombiningClass == .notReordered, scalar.value >= 0x20 {
        shown.unicodeScalars.append(scalar)
      } else {
        let code = String(scalar.value, radix: 16, uppercase: true)
        shown += "{U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "}"
      }
    }
    return shown
  }
}
