/// 郵便番号: the seven digits of a postal code, in whatever form they are written.
///
/// ```
/// PostalCode(Array("〒8790000".unicodeScalars))?.printed      // 879-0000
/// ```
package struct PostalCode: Hashable {
  /// Seven ASCII digits.
  private let digits: [Unicode.Scalar]

  /// The postal code as papers print it, with a hyphen after the third digit and without 〒: `879-0000`.
  package var printed: String { String(scalars: digits[..<3] + ["-"] + digits[3...]) }

  /// - Parameter folded: text as `WidthFolding` makes it, without white space at the ends.
  init?(_ folded: some Collection<Unicode.Scalar>) {
    var rest = Array(folded)[...]
    if let first = rest.first, Self.isMark(first) { rest = rest.dropFirst().drop { $0 == " " } }
    var digits: [Unicode.Scalar] = []
    for (index, scalar) in rest.enumerated() {
      if ASCIIDigits.value(of: scalar) != nil {
        digits.append(scalar)
      } else if index != 3 || digits.count != 3 || !["-", " "].contains(scalar) {
        return nil
      }
    }
    // 001 is the first area; 000 stands where a program had to fill a field.
    guard digits.count == 7, digits[..<3] != ["0", "0", "0"] else { return nil }
    self.digits = digits
  }

  /// 〒 and the other postal marks of Unicode.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool { ["〒", "〶", "〠"].contains(scalar) }
}

/// What stands at the front of an address as its postal code, and the address behind it.
///
/// ```
/// AddressHead("（〒879-0000）大分県豊州市")     // 879-0000, and 大分県豊州市
/// AddressHead("郵便番号879-000 大分県")          // no code of six digits, and 大分県
/// AddressHead("大分県豊州市")                   // nil
/// ```
package struct AddressHead {
  /// Nil when the digits are no postal code.
  package let code: PostalCode?
  /// How many digits stand where the code should.
  package let digits: Int
  /// The address without it; empty when there is nothing else.
  package let rest: String

  /// Digits count as a postal code behind 〒 or 郵便番号, and in front of a prefecture. Elsewhere only seven of them do, and
  /// not before 番 or another word that makes a number of a lot of them.
  package init?(_ address: String) {
    // Folding keeps the number of scalars, so that a place in the folded text is one in the address.
    let folded = WidthFolding.folded(address)
    var position = 0
    var isMarked = false
    while position < folded.count {
      if PostalCode.isMark(folded[position]) {
        isMarked = true
        position += 1
      } else if folded[position...].starts(with: "郵便番号".unicodeScalars) {
        isMarked = true
        position += 4
      } else if Self.brackets.contains(folded[position]) || folded[position].properties.isWhitespace {
        position += 1
      } else {
        break
      }
    }
    let written = Self.digits(of: folded[position...])
    let rest = folded[written.endIndex...].drop { Self.brackets.contains($0) || $0.properties.isWhitespace }
    digits = written.count { ASCIIDigits.value(of: $0) != nil }
    code = PostalCode(written)
    let isBeforePrefecture = (3...8).contains(digits) && Self.isPrefecture(rest)
    let isAlone = code != nil && !(rest.first.map(Self.units.contains) ?? false)
    guard isMarked || isBeforePrefecture || isAlone else { return nil }
    self.rest = String(scalars: Array(address.unicodeScalars)[rest.startIndex...].trimmed())
  }

  /// The address as papers print it, which put 〒 and the postal code of the record before it: without a code of its own;
  /// when the record gives no code, with its own behind one 〒.
  package static func printed(_ address: String, postalCode: String?) -> String {
    guard let head = AddressHead(address) else { return address }
    if postalCode != nil { return head.rest }
    return head.code.map { "〒\($0.printed)　\(head.rest)" } ?? address
  }

  /// The digits at the start, with hyphens, and with a space behind the third one.
  private static func digits(of text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ASCIIDigits.value(of: scalar) != nil }
    let first = text.prefix { isDigit($0) || $0 == "-" }
    let second = text[first.endIndex...].dropFirst().prefix(while: isDigit)
    let isParted = first.count == 3 && first.allSatisfy(isDigit) && text[first.endIndex...].first == " "
    return isParted && second.count == 4 ? text[..<second.endIndex] : first
  }

  private static func isPrefecture(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    rest.dropFirst(2).prefix(2).contains { ["都", "道", "府", "県"].contains($0) }
  }

  private static let brackets = Set("()[]「」【】〔〕<>〈〉:,、".unicodeScalars)

  private static let units = Set("番丁号地線条区階の0123456789-".unicodeScalars)
}
