/// A length of time as a command line states it: `90`, `90s`, `45m`, `6h`, `5h30m`.
package struct TimeSpan: Sendable, Hashable {
  package let seconds: Int

  /// A whole number of seconds, or numbers with the units h, m and s in this order, each at most once: `5h30m` → 19,800
  /// seconds. Nil for anything else, for 0, and for more than `longest`.
  package init?(_ text: String) {
    let units: [(letter: Character, seconds: Int)] = [("h", 3600), ("m", 60), ("s", 1)]
    var left = units[...]
    var total = 0
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let index = left.firstIndex(where: { $0.letter == character }), let number = Self.number(digits) else {
        return nil
      }
      total += number * left[index].seconds
      left = left[(index + 1)...]
      digits = ""
    }
    if !digits.isEmpty {
      // A bare number means seconds, and stands alone.
      guard left.count == units.count, let number = Self.number(digits) else { return nil }
      total += number
    }
    guard (1...Self.longest).contains(total) else { return nil }
    seconds = total
  }

  /// A year, beyond which a length is more likely a slip of the hand.
  private static let longest = 366 * 86_400

  /// Eight digits at most, so that no sum can overflow.
  private static func number(_ digits: String) -> Int? {
    digits.count <= 8 ? Int(digits) : nil
  }
}
