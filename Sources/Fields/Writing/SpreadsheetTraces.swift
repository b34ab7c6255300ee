/// What a spreadsheet makes of a text like 7-18, 4-7, 12E4 or 45000 when it takes it for a day or a number.
///
/// ```
/// SpreadsheetTraces.are(Array("Apr-07".unicodeScalars))      // true
/// SpreadsheetTraces.are(Array("第7-18号".unicodeScalars))     // false
/// ```
package enum SpreadsheetTraces {
  /// Whether the whole text is such a day or number: `7月18日`, `Apr-07`, `18-Jul`, `1.2E+05`, `45000.0`, `2025/4/1`.
  package static func are(_ scalars: [Unicode.Scalar]) -> Bool {
    let folded = WidthFolding.folded(String(scalars: scalars)).trimmed()
    let shape = shape(of: Array(folded))
    return shapes.contains(shape) || isMonth(shape)
  }

  /// With what such a text can begin, half-width and in lower case.
  package static let starts = Set("0123456789jfmasond".unicodeScalars)

  /// The text with 9 for each run of digits, in lower case: `9月9日`, `apr-9`, `9.9e+9`.
  private static func shape(of folded: [Unicode.Scalar]) -> String {
    var shape = ""
    for (index, scalar) in folded.enumerated() {
      let isDigit = ASCIIDigits.value(of: scalar) != nil
      if isDigit, index > 0, ASCIIDigits.value(of: folded[index - 1]) != nil { continue }
      // Only a zero behind the point is the trace of a number: 12.5 may be a number with a branch.
      shape += isDigit ? (isZeroAlone(folded, index) ? "0" : "9") : String(scalar).lowercased()
    }
    return shape
  }

  private static func isZeroAlone(_ folded: [Unicode.Scalar], _ index: Int) -> Bool {
    index > 0 && folded[index - 1] == "." && folded[index...].allSatisfy { $0 == "0" }
  }

  private static let shapes: Set<String> = [
    "9月9日", "9年9月9日", "9/9/9", "9/9/9 9:9", "9/9/9 9:9:9", "9-9-9 9:9:9", "9.9e+9", "9e+9", "9.0",
  ]

  private static func isMonth(_ shape: String) -> Bool {
    months.contains { [$0 + "-9", "9-" + $0, "9-" + $0 + "-9"].contains(shape) }
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}
