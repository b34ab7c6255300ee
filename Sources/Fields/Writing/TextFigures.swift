/// Texts that are figures or formulas where a name should be: a column was shifted, or a spreadsheet's cell was taken for
/// a text.
///
/// ```
/// TextFigures.areAll(of: Array("令和7年6月20日".unicodeScalars))   // true
/// TextFigures.areAll(of: Array("7都整第18号".unicodeScalars))      // false
/// TextFigures.isFormula(Array("=CMD()".unicodeScalars))          // true
/// ```
package enum TextFigures {
  /// Whether the text is a number or a day: nothing but digits, their signs and the characters of a date.
  package static func areAll(of scalars: [Unicode.Scalar]) -> Bool {
    var hasDigit = false
    for scalar in scalars {
      let folded = WidthFolding.folded(scalar)
      if ASCIIDigits.value(of: folded) != nil { hasDigit = true }
      guard characters.contains(folded) || folded == " " else { return false }
    }
    return hasDigit
  }

  /// The characters of numbers and days, folded and in lower case as well as in upper case.
  package static let characters = Set("0123456789+-.,/:¥円年月日元令和平成昭大正明治RHSTMrhstm".unicodeScalars)

  /// Whether a spreadsheet would take the text for a formula: = at the start, or + - @ in front of a letter, a digit or
  /// a bracket of ASCII. Neither the name of a company nor of a person begins so.
  package static func isFormula(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let first = scalars.first.map(WidthFolding.folded), formulaSigns.contains(first), scalars.count > 1 else {
      return false
    }
    let second = WidthFolding.folded(scalars[1])
    return second.isASCII && (second.isLatinLetter || ASCIIDigits.value(of: second) != nil || second == "(")
  }

  package static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@"]
}
