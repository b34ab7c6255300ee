import Diagnostics
import Fields

/// One named step that makes of a text what a field wants. A mapping has no expressions: these are all that can be done
/// to a value, always in the order of the cases, whatever the order in the file.
package enum Step: Sendable {
  /// A part of the text.
  case part(TextPart)
  /// These characters are taken from both ends, besides the white space that is always taken from them.
  case trim([Unicode.Scalar])
  /// Words that mean that there is no value: `NULL`, `00000000`.
  case nothing([String])
  /// A word for each value that may stand there; any other is a fault.
  case table([String: String])
  case width([WidthStep])
  case date([DateFormat])
  case number(NumberFormat)
  /// The text is filled up in front to a length: `12345` → `0012345`.
  case pad(length: Int, with: Unicode.Scalar)

  /// The name of the step in a mapping.
  package var name: String {
    switch self {
    case .part: "part"
    case .trim: "trim"
    case .nothing: "nothing"
    case .table: "table"
    case .width: "width"
    case .date: "date"
    case .number: "number"
    case .pad: "pad"
    }
  }

  /// Every name, in the order in which the steps are taken.
  package static let names = ["part", "trim", "nothing", "table", "width", "date", "number", "pad"]

  /// What the step makes of a text that is not empty; nil when it says that there is no value.
  package func result(of text: String) throws(StepFault) -> String? {
    switch self {
    case .part(let part):
      guard let found = part.part(of: text) else {
        throw StepFault(
          name, LocalizedText("\(Echo.quoted(text))から、対応表の言う部分を取り出せません。", "\(Echo.quoted(text)) has no such part."),
          advice: LocalizedText("対応表の part を確かめてください。", "Check part in the mapping."))
      }
      return found
    case .trim(let characters): return Self.trimmed(text, of: characters)
    case .nothing(let words): return words.contains { $0.utf8.elementsEqual(text.utf8) } ? nil : text
    case .table(let table): return try Self.word(for: text, in: table)
    case .width(let widths): return widths.reduce(text) { $1.converted($0) }
    case .date(let formats): return try Self.day(of: text, in: formats)
    case .number(let format): return try Self.digits(of: text, in: format)
    case .pad(let length, let filler):
      let missing = length - text.unicodeScalars.count
      return missing > 0 ? String(repeating: String(filler), count: missing) + text : text
    }
  }

  private static func trimmed(_ text: String, of characters: [Unicode.Scalar]) -> String {
    func isTaken(_ scalar: Unicode.Scalar) -> Bool { characters.contains(scalar) || scalar.properties.isWhitespace }
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !isTaken($0) }), let last = scalars.lastIndex(where: { !isTaken($0) })
    else { return "" }
    return String(scalars: scalars[first...last])
  }

  private static func word(for text: String, in table: [String: String]) throws(StepFault) -> String {
    // Compared by bytes: a dictionary of strings takes か + U+3099 for が.
    if let word = table[text], table.contains(where: { $0.key.utf8.elementsEqual(text.utf8) }) { return word }
    let nearest = Nearest.name(to: text, among: table.keys.sorted())
    throw StepFault(
      "table",
      LocalizedText("\(Echo.quoted(text))は対応表の table にありません。", "\(Echo.quoted(text)) is not in the mapping's table."),
      advice: nearest.map {
        LocalizedText("\(Echo.quoted($0))ではありませんか。", "Did you mean \(Echo.quoted($0))?")
      } ?? LocalizedText("table に書き足すか、元の値を直してください。", "Add it to the table, or mend the source."))
  }

  private static func day(of text: String, in formats: [DateFormat]) throws(StepFault) -> String {
    if let date = formats.lazy.compactMap({ $0.date(of: text) }).first { return date.iso }
    let list = formats.map(\.rawValue).joined(separator: ", ")
    throw StepFault(
      "date", LocalizedText("\(Echo.quoted(text))は \(list) の日付ではありません。", "\(Echo.quoted(text)) is no date of \(list)."),
      advice: LocalizedText(
        "値がないことを表す語なら nothing に、別の書き方なら date に足してください。",
        "Add it to nothing if it means that there is no value, or its notation to date."))
  }

  private static func digits(of text: String, in format: NumberFormat) throws(StepFault) -> String {
    if let digits = format.digits(of: text) { return digits }
    throw StepFault(
      "number",
      LocalizedText(
        "\(Echo.quoted(text))は、対応表の言う書き方の整数ではありません。",
        "\(Echo.quoted(text)) is no whole number as the mapping states it."),
      advice: LocalizedText(
        "小数点・指数・符号が付くなら number に示してください。端数は切り捨てません。",
        "State a point, an exponent or a sign under number. Fractions are not cut."))
  }
}
