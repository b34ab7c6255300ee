import Fields
import StrictXML

/// Which of a workbook's cell formats show a number as a day (ECMA-376 part 1, 18.8.30 and 18.8.31).
struct CellFormats: Sendable {
  /// For each format of a cell, by its number, whether it is a date's.
  private(set) var areDates: [Bool] = []

  func isDate(_ style: Int?) -> Bool {
    guard let style, areDates.indices.contains(style) else { return false }
    return areDates[style]
  }

  /// Reads `styles.xml`, event by event.
  struct Reader {
    private var codes: [Int: String] = [:]
    private var isInCellFormats = false
    private(set) var formats = CellFormats()

    mutating func take(_ event: XMLScanner.Event) {
      switch event {
      case .start("numFmt", let attributes):
        if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
      case .start("cellXfs", _): isInCellFormats = true
      case .end("cellXfs"): isInCellFormats = false
      case .start("xf", let attributes) where isInCellFormats:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        formats.areDates.append(codes[id].map(CellFormats.isDate) ?? CellFormats.isBuiltInDate(id))
      case .start, .end, .text: break
      }
    }
  }

  /// The formats that have no code in the file: 14 to 22 everywhere, 27 to 36 and 50 to 58 in East Asia.
  static func isBuiltInDate(_ id: Int) -> Bool {
    (14...17).contains(id) || id == 22 || (27...31).contains(id) || id == 36 || (50...58).contains(id)
  }

  /// Whether a format's code shows a day: it has a year, a day or an era outside quotation marks and brackets, or months
  /// without hours and seconds. A time of day alone is none.
  ///
  /// `[$-411]ggge"年"m"月"d"日"` → true; `#,##0"円"`, `h:mm`, `0.00E+00` and `General` → false
  static func isDate(_ code: String) -> Bool {
    var letters: [Character] = []
    var rest = code.lowercased()[...]
    while let first = rest.first, first != ";" {
      rest = rest.dropFirst()
      switch first {
      case "\"": rest = rest.firstIndex(of: "\"").map { rest[rest.index(after: $0)...] } ?? ""
      case "[":
        // A duration has its hours, minutes or seconds in brackets.
        let inside = rest.prefix { $0 != "]" }
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { letters.append("h") }
        rest = rest.dropFirst(inside.count + 1)
      case "\\", "_", "*": rest = rest.dropFirst()
      case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
      case "g" where rest.hasPrefix("/"): rest = rest.dropFirst()
      case "e" where rest.first == "+" || rest.first == "-": rest = rest.dropFirst()
      default: letters.append(first)
      }
    }
    if letters.contains(where: { "ydge".contains($0) }) { return true }
    return letters.contains("m") && !letters.contains { "hs".contains($0) }
  }
}

extension [XMLAttribute] {
  /// The value of an attribute, whose name may have a namespace's prefix.
  subscript(name: String) -> String? {
    first { $0.name == name || $0.name.hasSuffix(":\(name)") }?.value
  }
}
