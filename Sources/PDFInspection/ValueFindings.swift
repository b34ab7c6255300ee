import PDFSyntax

/// What is wrong with single values, wherever they are: limits that they exceed, and syntax that only PDF/A forbids.
/// Objects are looked at token by token, so that no value is looked at twice, however deep it lies.
struct ValueFindings {
  private(set) var oddHexadecimals = Findings()
  private(set) var largeIntegers = Findings()
  private(set) var largeReals = Findings()
  private(set) var tinyReals = Findings()
  private(set) var longStrings = Findings()
  private(set) var longNames = Findings()

  mutating func inspectObject(_ object: PDFObject) throws(PDFFault) {
    // Not the object itself, which would be copied for each token.
    let number = object.number
    try inspectTokens(object.value, "\(number) 0 obj")
  }

  /// All tokens of a value whose syntax was checked.
  mutating func inspectTokens(_ value: PDFValue, _ place: @autoclosure () -> String) throws(PDFFault) {
    let bytes = value.bytes
    var scanner = PDFScanner(bytes, value.range)
    while true {
      scanner.skipSpace()
      guard let byte = scanner.next else { return }
      let start = scanner.position
      switch byte {
      case UInt8(ascii: "/"): scanner.skipName()
      case UInt8(ascii: "("): try scanner.skipLiteralString()
      case UInt8(ascii: "<"):
        if scanner.peek(1) == UInt8(ascii: "<") {
          scanner.position += 2
          continue
        }
        try scanner.skipHexString()
      case UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"):
        scanner.position += 1
        continue
      default:
        while let next = scanner.next, CharacterClass.isRegular(next) { scanner.position += 1 }
        // What no rule of the syntax allows here was refused before; this only makes sure of an end.
        if scanner.position == start { scanner.position += 1 }
      }
      inspectToken(bytes, start..<scanner.position, place())
    }
  }

  /// One token: a name, a string, a number or a word.
  mutating func inspectToken(_ bytes: [UInt8], _ range: Range<Int>, _ place: @autoclosure () -> String) {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "/"):
      if range.count > 128, PDFValue(bytes: bytes, range: range).decodedNameLength > 127 { longNames.add(place()) }
    case UInt8(ascii: "("):
      if range.count > 32769, PDFString.decoded(bytes[range]).count > 32767 { longStrings.add(place()) }
    case UInt8(ascii: "<"):
      var digits = 0
      for index in range where CharacterClass.hexValue(bytes[index]) < 16 { digits += 1 }
      if digits % 2 != 0 { oddHexadecimals.add(place()) }
      if (digits + 1) / 2 > 32767 { longStrings.add(place()) }
    default:
      inspectNumber(bytes, range, place())
    }
  }

  /// ISO 32000-1 annex C: whole numbers have 32 bits, real numbers those of a float.
  private mutating func inspectNumber(_ bytes: [UInt8], _ range: Range<Int>, _ place: @autoclosure () -> String) {
    // Shorter ones can be neither too large nor too small.
    guard range.count > 9, let number = Double(String(decoding: bytes[range], as: UTF8.self)) else { return }
    let text = String(decoding: bytes[range].prefix(40), as: UTF8.self)
    if bytes[range].contains(UInt8(ascii: ".")) {
      if number.magnitude > 3.403e38 { largeReals.add("\(place()): \(text)") }
      if number != 0, number.magnitude < 1.175e-38 { tinyReals.add("\(place()): \(text)") }
    } else if number > 2_147_483_647 || number < -2_147_483_648 {
      largeIntegers.add("\(place()): \(text)")
    }
  }
}

extension PDFValue {
  /// How many bytes a name has, each `#xx` counted as one.
  fileprivate var decodedNameLength: Int { range.count - 1 - 2 * text.count { $0 == UInt8(ascii: "#") } }
}
