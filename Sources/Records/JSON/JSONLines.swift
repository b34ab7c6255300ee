import Diagnostics
import StrictJSON

/// JSON Lines: a value a line; lines of white space are passed over. A fault ends with its line.
struct JSONLines: JSONElementSource {
  private var bytes: ByteStream
  private var line = 0

  init(_ bytes: ByteStream) {
    self.bytes = bytes
  }

  var skippedKeys: [(key: String, byte: Int)] { [] }

  mutating func next() throws(DiagnosticError) -> JSONElement? {
    while let element = try nextLine() {
      if element.fault != nil || element.bytes.contains(where: { !$0.isSpace }) { return element }
    }
    return nil
  }

  private mutating func nextLine() throws(DiagnosticError) -> JSONElement? {
    if bytes.count == 0, try !bytes.fill() { return nil }
    line += 1
    let start = bytes.origin
    var seen = 0
    var isTooLong = false
    while true {
      let count = bytes.count
      let end = bytes.slice(seen..<count).firstIndex(of: 0x0A).map { $0 - bytes.slice(0..<count).startIndex }
      seen = end ?? count
      if seen > Limits.record { isTooLong = true }
      if isTooLong, end == nil {
        bytes.release(seen)
        seen = 0
      }
      if end == nil, try bytes.fill() { continue }
      let content = isTooLong ? [] : bytes.bytes(0..<seen)
      bytes.release(seen)
      let element = JSONElement(
        bytes: content, location: start..<bytes.origin, line: line, fault: isTooLong ? .recordTooLong : nil,
        endsInput: end == nil)
      if end != nil { bytes.release(1) }
      return element
    }
  }
}
