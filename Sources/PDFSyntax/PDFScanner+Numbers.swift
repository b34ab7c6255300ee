/// Numbers (ISO 32000-1 7.3.3), and references (7.3.10), which begin with two numbers.
extension PDFScanner {
  /// Reads a run of decimal digits as a number.
  package mutating func integer() throws(PDFFault) -> Int {
    let start = position
    var index = start
    var value = 0
    while index < end, CharacterClass.isDigit(bytes[index]) {
      guard value <= (Int.max - 9) / 10 else { throw .expected("number of at most 18 digits", at: start) }
      value = value * 10 + Int(bytes[index] &- 0x30)
      index += 1
    }
    guard index > start else { throw .expected("digit", at: start) }
    position = index
    return value
  }

  /// Steps over a number; returns whether it was a whole one.
  mutating func skipNumber() throws(PDFFault) -> Bool {
    let start = position
    let (index, isWhole) = bytes.withUnsafeBufferPointer { bytes -> (Int?, Bool) in
      var index = start
      if index < end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      let first = index
      while index < end, CharacterClass.isDigit(bytes[index]) { index += 1 }
      var digits = index - first
      var isWhole = true
      if index < end, bytes[index] == UInt8(ascii: ".") {
        isWhole = false
        index += 1
        let fraction = index
        while index < end, CharacterClass.isDigit(bytes[index]) { index += 1 }
        digits += index - fraction
      }
      return (digits > 0 && (index >= end || !CharacterClass.isRegular(bytes[index])) ? index : nil, isWhole)
    }
    guard let index else { throw .expected("number", at: start) }
    position = index
    return isWhole
  }

  /// After a whole number, steps over ` g R` if that follows.
  mutating func skipRestOfReference() {
    let number = position
    skipSpace()
    let generation = position
    guard generation > number, generation < end, CharacterClass.isDigit(bytes[generation]) else {
      position = number
      return
    }
    while position < end, CharacterClass.isDigit(bytes[position]) { position += 1 }
    let afterGeneration = position
    skipSpace()
    guard position > afterGeneration, position < end, bytes[position] == UInt8(ascii: "R"),
      position + 1 >= end || !CharacterClass.isRegular(bytes[position + 1])
    else {
      position = number
      return
    }
    position += 1
  }

  /// Steps over the numbers and references at the position, which long arrays consist of. Stops before anything that is
  /// not plainly one of them: the caller reads on there and says what is wrong.
  mutating func skipNumbers() {
    let (start, end) = (position, end)
    position = bytes.withUnsafeBufferPointer { bytes in
      var index = start
      // Numbers without sign and point may begin a reference: where the last two of them begin, and how many there are.
      var (before, last, naturals) = (start, start, 0)
      while index < end {
        if CharacterClass.isSpace(bytes[index]) {
          index += 1
        } else if let number = Self.plainNumber(bytes, from: index, to: end) {
          (before, last, naturals) = number.isNatural ? (last, index, naturals + 1) : (index, index, 0)
          index = number.end
        } else if naturals > 1, hasReferences, bytes[index] == UInt8(ascii: "R"), index + 1 < end,
          !CharacterClass.isRegular(bytes[index + 1])
        {
          index += 1
          naturals = 0
        } else {
          break
        }
      }
      if naturals == 0 || !hasReferences || index < end && bytes[index] == UInt8(ascii: "]") { return index }
      return naturals == 1 ? last : before
    }
  }

  /// Looks for a number that white space or a closing bracket follows, as nearly everywhere. Returns where it ends, and
  /// whether it has neither sign nor point; nil for a number that something else follows and for everything that is no
  /// number.
  @inline(__always)
  static func plainNumber(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> (
    end: Int, isNatural: Bool
  )? {
    var index = start
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let digits = index
    while index < end, CharacterClass.isDigit(bytes[index]) { index += 1 }
    if index == digits { return nil }
    var isNatural = digits == start
    if index < end, bytes[index] == UInt8(ascii: ".") {
      isNatural = false
      index += 1
      while index < end, CharacterClass.isDigit(bytes[index]) { index += 1 }
    }
    guard index < end, CharacterClass.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "]") else { return nil }
    return (index, isNatural)
  }

  /// The value of a number with at most 15 digits, which is nearly every one; nil for anything else. It is exact: digits
  /// and power of ten both are numbers of 53 bits, so that only their quotient is rounded.
  static func shortNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    var index = range.lowerBound
    let isNegative = index < range.upperBound && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    guard range.upperBound - index <= 16 else { return nil }
    var (digits, count, unit, hasPoint) = (0, 0, 1, false)
    while index < range.upperBound {
      let byte = bytes[index]
      if CharacterClass.isDigit(byte) {
        digits = digits * 10 + Int(byte &- 0x30)
        count += 1
        if hasPoint { unit *= 10 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return nil
      }
      index += 1
    }
    guard 1...15 ~= count else { return nil }
    let value = Double(digits) / Double(unit)
    return isNegative ? -value : value
  }
}
