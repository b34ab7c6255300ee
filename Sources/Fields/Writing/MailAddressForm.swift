/// The form of a mail address: a name of RFC 5322's characters, one @, and a domain name of RFC 1123 in ASCII. The one
/// place that decides it: checks, keys and messages ask here.
///
/// Dots in pairs or before the @ are no dot-atom, but mobile carriers gave such names out for years, and mail reaches
/// them: a message quotes them (`MailAddress`). None begins with a dot.
///
/// Quoted names, address literals and internationalized addresses (RFC 6531) are valid and not taken: no contractor's
/// post passes with them.
///
/// ```
/// MailAddressForm.isAddress("keiri@kasasagi.example")   // true
/// MailAddressForm.isAddress(".keiri@carrier.example")   // false
/// MailAddressForm.isAddress("a@1.2.3.4")                // false: an IP address is no domain
/// ```
package enum MailAddressForm {
  /// Octets of a name and of an address (RFC 5321, 4.5.3.1, and its erratum 1690).
  private static let (longestName, longestAddress) = (64, 254)

  package static func isAddress(_ text: String) -> Bool { isAddress(Array(text.unicodeScalars)) }

  static func isAddress(_ scalars: [Unicode.Scalar]) -> Bool {
    let parts = scalars.split(separator: "@", omittingEmptySubsequences: false)
    guard scalars.count <= longestAddress, parts.count == 2, let name = parts.first, let domain = parts.last else {
      return false
    }
    guard (1...longestName).contains(name.count), name.first != ".", name.allSatisfy(isNameCharacter) else {
      return false
    }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(isLabel), let top = labels.last else { return false }
    // No top-level domain is a number (RFC 3696, 2), so that an IP address is none.
    return top.count >= 2 && top.contains { ASCIIDigits.value(of: $0) == nil }
  }

  private static func isLabel(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
    (1...63).contains(label.count) && label.first != "-" && label.last != "-"
      && label.allSatisfy { isAlphanumeric($0) || $0 == "-" }
  }

  /// Whether the character may stand in front of the @.
  static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool { isAlphanumeric(scalar) || signs.contains(scalar) }

  /// Whether the character may stand behind the @.
  static func isDomainCharacter(_ scalar: Unicode.Scalar) -> Bool {
    isAlphanumeric(scalar) || scalar == "-" || scalar == "."
  }

  private static let signs = Set("!#$%&'*+-/=?^_`{|}~.".unicodeScalars)

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLatinLetter || ASCIIDigits.value(of: scalar) != nil
  }
}
