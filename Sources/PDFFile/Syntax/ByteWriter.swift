/// PDF syntax, appended byte by byte.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  mutating func write(_ text: StaticString) {
    // A few bytes one by one: through a pointer each call costs as much as ten.
    if text.utf8CodeUnitCount <= 4 {
      for index in 0..<text.utf8CodeUnitCount { bytes.append(text.utf8Start[index]) }
      return
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func write(_ bytes: [UInt8]) { self.bytes.append(contentsOf: bytes) }
  mutating func write(_ slice: ArraySlice<UInt8>) { slice.withUnsafeBufferPointer { write($0) } }
  mutating func write(_ buffer: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: buffer) }
  mutating func write(byte: UInt8) { bytes.append(byte) }

  /// A part of an array: through a pointer, since appending a slice goes byte by byte.
  mutating func write(_ source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { write(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Digit by digit: the library's text of a number is a string that must be made, filled and copied.
  mutating func write(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    if rest < 10 {
      bytes.append(UInt8(truncatingIfNeeded: rest) &+ 0x30)
      return
    }
    let digits = 20
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digits) { text in
      var place = digits
      repeat {
        place -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        text[place] = UInt8(truncatingIfNeeded: digit) &+ 0x30
        rest = quotient
      } while rest > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[place...]))
    }
  }

  mutating func write(reference number: Int) {
    write(number)
    write(" 0 R")
  }

  /// A text string (ISO 32000-1 7.9.2.2): ASCII as it is, anything else as UTF-16BE in hexadecimal.
  mutating func write(textString text: String) {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
      write("(")
      for byte in text.utf8 {
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") { write("\\") }
        bytes.append(byte)
      }
      write(")")
    } else {
      write("<FEFF")
      for unit in text.utf16 {
        write(hex: UInt8(unit >> 8))
        write(hex: UInt8(unit & 0xFF))
      }
      write(">")
    }
  }

  mutating func write(hex byte: UInt8) { write(byte, digits: "0123456789ABCDEF") }
  mutating func write(lowercaseHex byte: UInt8) { write(byte, digits: "0123456789abcdef") }

  @inline(__always)
  private mutating func write(_ byte: UInt8, digits: StaticString) {
    bytes.append(digits.utf8Start[Int(byte >> 4)])
    bytes.append(digits.utf8Start[Int(byte & 15)])
  }

  /// A real number with at most three decimals, and none that are not needed.
  mutating func write(real number: Double) {
    let thousandths = Int((number * 1000).rounded())
    if thousandths < 0 { write("-") }
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    write(Int(whole))
    guard rest > 0 else { return }
    write(".")
    var digits = Int(rest)
    var unit = 100
    while digits > 0 {
      write(byte: UInt8(digits / unit) + 0x30)
      digits %= unit
      unit /= 10
    }
  }
}
