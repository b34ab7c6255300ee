import Glibc

/// Edits a paper by the grammar of PDF, so that what comes out is a file with sound cross-references whose objects say
/// what no writer would: numbers at their extremes, references to other objects, values in each other's places.
///
/// The fuzzer's bytes are the edits, five bytes each: what to do, a place (two bytes), and a choice (two bytes). So the
/// fuzzer shortens, joins and varies lists of edits, and each of them is a paper.
struct PaperMutator {
  /// An object: its number, the tokens of its value, and the data of a stream.
  struct Object {
    var number: Int
    var tokens: [[UInt8]]
    var data: [UInt8]?
  }

  private var objects: [Object]

  /// The base paper: the file that FUZZ_PAPER names, as `qpdf --qdf --object-streams=disable` writes it; a small sound
  /// file without.
  private static let base: [Object] = {
    let path = getenv("FUZZ_PAPER").map { String(cString: $0) }
    return objects(of: path.flatMap(contents) ?? PDFScaffold.page())
  }()

  static func paper(editedBy bytes: [UInt8]) -> [UInt8] {
    var mutator = PaperMutator(objects: base)
    for start in stride(from: 0, to: min(bytes.count, 160) - 4, by: 5) {
      func number(_ offset: Int) -> Int { Int(bytes[start + offset]) << 8 | Int(bytes[start + offset + 1]) }
      mutator.edit(Int(bytes[start]), at: number(1), choice: number(3))
    }
    return mutator.file
  }

  private static let extremes = [
    "0", "-1", "1", "2147483647", "-2147483648", "4294967295", "9223372036854775799", "-9223372036854775799", "65535",
    "65536", "16777216", "0.0000000001", "99999999999999999999.5", "1000000", "32768", "3",
  ]

  private mutating func edit(_ kind: Int, at place: Int, choice: Int) {
    guard !objects.isEmpty else { return }
    let index = place % objects.count
    let count = objects[index].tokens.count
    guard count > 0 else { return }
    // The place is that of the object; the position in it is taken from both numbers.
    let position = (place / objects.count &+ choice) % count
    switch kind % 9 {
    case 0:
      let numbers = objects[index].tokens.indices.filter { Self.isNumber(objects[index].tokens[$0]) }
      guard let first = numbers.indices.first else { return }
      let chosen = numbers[first + choice % numbers.count]
      objects[index].tokens[chosen] = Array(Self.extremes[choice / 16 % Self.extremes.count].utf8)
    case 1:
      // A reference to another object: the number before the generation and R.
      let references = objects[index].tokens.indices.filter { isReference(index, $0) }
      guard !references.isEmpty else { return }
      let target = objects[choice % objects.count].number
      objects[index].tokens[references[(choice / 7) % references.count]] = Array("\(target)".utf8)
    case 2: objects[index].tokens.remove(at: position)
    case 3: objects[index].tokens.insert(objects[index].tokens[position], at: position)
    case 4:
      let other = objects[choice % objects.count].tokens
      guard !other.isEmpty else { return }
      objects[index].tokens[position] = other[place % other.count]
    case 5:
      let other = choice % objects.count
      (objects[index].tokens, objects[other].tokens) = (objects[other].tokens, objects[index].tokens)
    case 6:
      // A whole value in the place of a token, if that does not make the paper grow without end.
      let other = objects[choice % objects.count].tokens
      if other.count < 500, count < 5_000 { objects[index].tokens.replaceSubrange(position...position, with: other) }
    case 7:
      objects[index].tokens.insert(Array("[".utf8), at: position)
      objects[index].tokens.insert(Array("]".utf8), at: min(position + 1 + choice % 8, objects[index].tokens.count))
    default:
      guard let data = objects[index].data, !data.isEmpty else { return }
      objects[index].data?[(choice &* 31 &+ place) % data.count] = UInt8(truncatingIfNeeded: choice)
    }
  }

  private static func isNumber(_ token: [UInt8]) -> Bool {
    token.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  }

  private func isReference(_ object: Int, _ token: Int) -> Bool {
    let tokens = objects[object].tokens
    return token + 2 < tokens.count && Self.isNumber(tokens[token]) && tokens[token + 2] == Array("R".utf8)
  }

  // MARK: Writing

  /// The file, with lengths and cross-references as they should be.
  private var file: [UInt8] {
    var file = Array("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n".utf8)
    var places: [Int: Int] = [:]
    for object in objects {
      places[object.number] = file.count
      file += "\(object.number) 0 obj\n".utf8
      file += object.tokens.joined(separator: [0x20])
      if let data = object.data { file += Array("\nstream\n".utf8) + data + Array("\nendstream".utf8) }
      file += "\nendobj\n".utf8
    }
    let count = (places.keys.max() ?? 0) + 1
    let table = file.count
    file += "xref\n0 \(count)\n".utf8
    for number in 0..<count {
      let digits = String(places[number] ?? 0)
      file += "\(String(repeating: "0", count: 10 - digits.count))\(digits) ".utf8
      file += places[number] == nil ? Array("65535 f \n".utf8) : Array("00000 n \n".utf8)
    }
    file += "trailer\n<</Root 1 0 R/Info 2 0 R/Size \(count)/ID[<00><00>]>>\nstartxref\n\(table)\n%%EOF\n".utf8
    return file
  }

  // MARK: Reading

  private static func contents(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
  }

  /// The objects of a file as qpdf writes it for people: each begins a line, and a stream ends where `endstream` does.
  private static func objects(of file: [UInt8]) -> [Object] {
    var objects: [Object] = []
    var index = 0
    while let start = range(of: " 0 obj\n", in: file, from: index) {
      var first = start.lowerBound
      while first > 0, 0x30...0x39 ~= file[first - 1] { first -= 1 }
      guard let number = Int(String(decoding: file[first..<start.lowerBound], as: UTF8.self)),
        let end = range(of: "endobj", in: file, from: start.upperBound)
      else { break }
      var value = start.upperBound..<end.lowerBound
      var data: [UInt8]?
      if let stream = range(of: "\nstream\n", in: file, from: start.upperBound), stream.lowerBound < end.lowerBound,
        let last = range(of: "endstream", in: file, from: stream.upperBound)
      {
        value = start.upperBound..<stream.lowerBound
        data = Array(file[stream.upperBound..<max(stream.upperBound, last.lowerBound - 1)])
      }
      var tokens = tokens(of: file[value])
      if let data { setLength(data.count, in: &tokens) }
      objects.append(Object(number: number, tokens: tokens, data: data))
      index = end.upperBound
    }
    return objects
  }

  /// Writes the length of a stream where its dictionary refers to one, so that all objects can be read alone.
  private static func setLength(_ length: Int, in tokens: inout [[UInt8]]) {
    guard let key = tokens.firstIndex(of: Array("/Length".utf8)), key + 1 < tokens.count else { return }
    let isReference = key + 3 < tokens.count && tokens[key + 3] == Array("R".utf8)
    tokens.replaceSubrange(key + 1...key + (isReference ? 3 : 1), with: [Array("\(length)".utf8)])
  }

  private static func range(of text: String, in file: [UInt8], from start: Int) -> Range<Int>? {
    let text = Array(text.utf8)
    var index = start
    while index + text.count <= file.count {
      if file[index] == text[0], file[index..<index + text.count].elementsEqual(text) {
        return index..<index + text.count
      }
      index += 1
    }
    return nil
  }

  /// Splits a value into names, strings, numbers, words and brackets.
  private static func tokens(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var index = bytes.startIndex
    func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
    func isDelimiter(_ byte: UInt8) -> Bool { "()<>[]/".utf8.contains(byte) }
    while index < bytes.endIndex {
      let start = index
      let byte = bytes[index]
      index += 1
      switch byte {
      case _ where isSpace(byte): continue
      case UInt8(ascii: "("):
        var depth = 1
        while index < bytes.endIndex, depth > 0 {
          switch bytes[index] {
          case UInt8(ascii: "\\"): index += 1
          case UInt8(ascii: "("): depth += 1
          case UInt8(ascii: ")"): depth -= 1
          default: break
          }
          index += 1
        }
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if index < bytes.endIndex, bytes[index] == byte {
          index += 1
        } else {
          while index < bytes.endIndex, bytes[index - 1] != UInt8(ascii: ">") { index += 1 }
        }
      case UInt8(ascii: "["), UInt8(ascii: "]"): break
      default:
        while index < bytes.endIndex, !isSpace(bytes[index]), !isDelimiter(bytes[index]) { index += 1 }
      }
      tokens.append(Array(bytes[start..<min(index, bytes.endIndex)]))
    }
    return tokens
  }
}
