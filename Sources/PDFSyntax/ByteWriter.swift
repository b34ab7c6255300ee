/// PDF syntax, appended byte by byte.
///
/// ```
/// var writer = ByteWriter()
/// writer.write("<</Type/Page/Parent ")
/// writer.writeReference(3)
/// writer.write(">>")               // writer.bytes: <</Type/Page/Parent 3 0 R>>
/// ```
///
/// Nearly all of it is inlinable: the modules that use it write every number and keyword of a file through it.
package struct ByteWriter {
  @usableFromInline var buffer: [UInt8] = []

  @inlinable package init(capacity: Int = 256) {
    buffer.reserveCapacity(capacity)
  }

  @inlinable package var bytes: [UInt8] { buffer }

  // MARK: Bytes and text

  @inlinable package mutating func write(_ text: StaticString) {
    // A few bytes one by one: through a pointer each call costs as much as ten.
    if text.utf8CodeUnitCount <= 4 {
      for index in 0..<text.utf8CodeUnitCount { buffer.append(text.utf8Start[index]) }
      return
    }
    buffer.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inlinable package mutating func writeText(_ text: String) { buffer.append(contentsOf: text.utf8) }
  @inlinable package mutating func write(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }
  @inlinable package mutating func write(_ slice: ArraySlice<UInt8>) { slice.withUnsafeBufferPointer { write($0) } }
  @inlinable package mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(contentsOf: bytes) }
  @inlinable package mutating func writeByte(_ byte: UInt8) { buffer.append(byte) }

  /// A part of an array: through a pointer, since appending a slice goes byte by byte.
  @inlinable package mutating func write(_ source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { write(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  @inlinable package mutating func writeHex(_ byte: UInt8) { writeHexDigits(of: byte, "0123456789ABCDEF") }
  @inlinable package mutating func writeLowercaseHex(_ byte: UInt8) { writeHexDigits(of: byte, "0123456789abcdef") }

  @inlinable @inline(__always) mutating func writeHexDigits(of byte: UInt8, _ digits: StaticString) {
    buffer.append(digits.utf8Start[Int(byte >> 4)])
    buffer.append(digits.utf8Start[Int(byte & 15)])
  }

  // MARK: Values

  /// A whole number. Its digits are found one by one: the text that the library makes of a number is a string that has
  /// to be allocated, filled and copied.
  @inlinable package mutating func write(_ number: Int) {
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    if number.magnitude < 10 {
      buffer.append(UInt8(truncatingIfNeeded: number.magnitude) &+ 0x30)
    } else {
      writeDigits(of: number.magnitude)
    }
  }

  @usableFromInline mutating func writeDigits(of magnitude: UInt) {
    // No number of 64 bits has more decimal digits.
    let digits = 20
    var rest = magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digits) { text in
      var start = digits
      repeat {
        start -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        text[start] = UInt8(truncatingIfNeeded: digit) &+ 0x30
        rest = quotient
      } while rest > 0
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  /// A real number with at most so many decimals, and no more than it needs: `0.5`, `-841.89`, `12`. What is beyond a
  /// million points is no place on any page, and is written as zero.
  package mutating func writeReal(_ number: Double, decimals: Int = 3) {
    var unit = 1
    for _ in 0..<decimals { unit *= 10 }
    guard abs(number) < 1_000_000 else { return write(0) }
    let scaled = Int((number * Double(unit)).rounded())
    if scaled < 0 { write("-") }
    var (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(unit))
    write(Int(whole))
    if rest == 0 { return }
    write(".")
    while rest > 0 {
      unit /= 10
      (whole, rest) = rest.quotientAndRemainder(dividingBy: UInt(unit))
      writeByte(UInt8(whole) + 0x30)
    }
  }

  /// Puts a number in four hexadecimal digits over what was written.
  @inlinable package mutating func overwrite(at offset: Int, withHexadecimal number: Int) {
    let digits: StaticString = "0123456789ABCDEF"
    for index in 0..<4 { buffer[offset + index] = digits.utf8Start[number >> (12 - 4 * index) & 15] }
  }

  /// A reference to an object of generation 0: `12 0 R`.
  @inlinable package mutating func writeReference(_ number: Int) {
    write(number)
    write(" 0 R")
  }

  /// A text string (ISO 32000-1 7.9.2.2): ASCII as a literal, anything else as UTF-16BE in hexadecimal.
  package mutating func writeTextString(_ text: String) {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
      write("(")
      for byte in text.utf8 {
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") { write("\\") }
        buffer.append(byte)
      }
      write(")")
    } else {
      write("<FEFF")
      for unit in text.utf16 {
        writeHex(UInt8(unit >> 8))
        writeHex(UInt8(unit & 0xFF))
      }
      write(">")
    }
  }
}
