/// Numbers (ISO 32000-1 7.3.3) and references (7.3.10), which begin like two of them.
extension PDFScanner {
  /// A run of decimal digits as a number.
  mutating func integer() throws(PDFFault) -> Int {
    let start = position
    var place = start
    var value = 0
    while place < end, CharacterClass.isDigit(bytes[place]) {
      guard value <= (Int.max - 9) / 10 else { throw .expected("number of at most 18 digits", at: start) }
      value = value * 10 + Int(bytes[place] &- 0x30)
      place += 1
    }
    guard place > start else { throw .expected("digit", at: start) }
    position = place
    return value
  }

  /// Returns whether it was a whole number.
  mutating func skipNumber() throws(PDFFault) -> Bool {
    let start = position
    let (place, isWhole) = bytes.withUnsafeBufferPointer { bytes -> (Int?, Bool) in
      var place = start
      if place < end, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
      let first = place
      while place < end, CharacterClass.isDigit(bytes[place]) { place += 1 }
      var digits = place - first
      var isWhole = true
      if place < end, bytes[place] == UInt8(ascii: ".") {
        isWhole = false
        place += 1
        let fraction = place
        while place < end, CharacterClass.isDigit(bytes[place]) { place += 1 }
        digits += place - fraction
      }
      return (digits > 0 && (place >= end || !CharacterClass.isRegular(bytes[place])) ? place : nil, isWhole)
    }
    guard let place else { throw .expected("number", at: start) }
    position = place
    return isWhole
  }

  /// After a whole number: ` g R`, if that is what follows.
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

  /// Steps over the numbers and references that stand here, of which long arrays consist. Stops before whatever is not plainly one: what
  /// that is, and what is wrong with it, is for the caller to say.
  mutating func skipNumbers() {
    let (start, end) = (position, end)
    position = bytes.withUnsafeBufferPointer { bytes in
      var place = start
      // Numbers without sign and point that may begin a reference: where the last two begin, and how many there are.
      var (before, last, naturals) = (start, start, 0)
      while place < end {
        if CharacterClass.isSpace(bytes[place]) {
          place += 1
        } else if let number = Self.plainNumber(bytes, from: place, to: end) {
          (before, last, naturals) = number.isNatural ? (last, place, naturals + 1) : (place, place, 0)
          place = number.end
        } else if naturals > 1, hasReferences, bytes[place] == UInt8(ascii: "R"), place + 1 < end,
          !CharacterClass.isRegular(bytes[place + 1])
        {
          place += 1
          naturals = 0
        } else {
          break
        }
      }
      if naturals == 0 || !hasReferences || place < end && bytes[place] == UInt8(ascii: "]") { return place }
      return naturals == 1 ? last : before
    }
  }

  /// A number that is followed by white space or a closing bracket, as in nearly all files: where it ends, and whether it has neither sign
  /// nor point. Nil for any other number and for everything else.
  @inline(__always)
  static func plainNumber(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> (
    end: Int, isNatural: Bool
  )? {
    var place = start
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    let digits = place
    while place < end, CharacterClass.isDigit(bytes[place]) { place += 1 }
    if place == digits { return nil }
    var isNatural = digits == start
    if place < end, bytes[place] == UInt8(ascii: ".") {
      isNatural = false
      place += 1
      while place < end, CharacterClass.isDigit(bytes[place]) { place += 1 }
    }
    guard place < end, CharacterClass.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "]") else { return nil }
    return (place, isNatural)
  }
}
