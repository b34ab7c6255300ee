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

  /// A real number with at most three decimals, and no more than it needs: `0.5`, `-841.89`, `12`.
  package mutating func writeReal(_ number: Double) {
    let thousandths = Int((number * 1000).rounded())
    if thousandths < 0 { write("-") }
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    write(Int(whole))
    guard rest > 0 else { return }
    write(".")
    var digits = Int(rest)
    var unit = 100
    while digits > 0 {
      writeByte(UInt8(digits / unit) + 0x30)
      digits %= unit
      unit /= 10
    }
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

extension ByteWriter {
  /// A value of a file without the white space that separates nothing (ISO 32000-1 7.2.2): `[ 1 /A  (b  c) ]` →
  /// `[1/A(b  c)]`. Strings stay as they are.
  package mutating func writeCompact(_ source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { source in
      let bytes = UnsafeBufferPointer(rebasing: source[range])
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { compact in
        let count = Self.compact(bytes, into: compact)
        write(UnsafeBufferPointer(rebasing: compact[..<count]))
      }
    }
  }

  /// Returns how many bytes remain; the buffer has room for all.
  private static func compact(_ bytes: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>)
    -> Int
  {
    var count = 0
    var index = 0
    func keepBytes(upTo end: Int) {
      while index < end {
        result[count] = bytes[index]
        count += 1
        index += 1
      }
    }
    while index < bytes.count {
      let byte = bytes[index]
      if CharacterClass.isSpace(byte) {
        while index < bytes.count, CharacterClass.isSpace(bytes[index]) { index += 1 }
        if count > 0, index < bytes.count, CharacterClass.isRegular(result[count - 1]),
          CharacterClass.isRegular(bytes[index])
        {
          result[count] = 0x20
          count += 1
        }
      } else if byte == UInt8(ascii: "(") {
        keepBytes(upTo: endOfLiteral(bytes, from: index))
      } else if byte == UInt8(ascii: "%") {
        // A comment ends with its line, so from here on line ends have a meaning: the rest stays as it is.
        keepBytes(upTo: bytes.count)
      } else {
        result[count] = byte
        count += 1
        index += 1
      }
    }
    return count
  }

  /// The index after a literal string whose syntax was checked.
  private static func endOfLiteral(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var open = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return bytes.count
  }
}
