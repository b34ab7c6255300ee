import Diagnostics
import StrictJSON

/// A byte stream with the steps that readers of JSON take through it, counting lines.
struct JSONStream: Sendable {
  private(set) var bytes: ByteStream
  private(set) var line = 1
  /// Everything taken since `record()`, up to a little over `Limits.record`; nil when nothing is recorded.
  private(set) var tape: [UInt8]?

  init(_ bytes: ByteStream) {
    self.bytes = bytes
  }

  /// Where in the file the next byte stands.
  var origin: Int { bytes.origin }

  mutating func release(_ count: Int) {
    let taken = bytes.slice(0..<count)
    line += taken.count { $0 == 0x0A }
    if let length = tape?.count, length <= Limits.record { tape?.append(contentsOf: taken) }
    bytes.release(count)
  }

  /// Keeps what is taken from here on: it may turn out to be a record.
  mutating func record() { tape = [] }

  mutating func stopRecording() { tape = nil }

  /// The next byte that is not white space, or nil at the end; it is not taken.
  mutating func peek() throws(DiagnosticError) -> UInt8? {
    while true {
      let spaces = bytes.slice(0..<bytes.count).prefix { $0.isSpace }.count
      release(spaces)
      if bytes.count > 0 { return bytes[0] }
      guard try bytes.fill() else { return nil }
    }
  }

  /// The value that begins at the next byte, which is no white space.
  mutating func value() throws(DiagnosticError) -> JSONElement {
    var machine = JSONMachine()
    let start = origin
    let firstLine = line
    while true {
      let outcome = bytes.withBytes { machine.run($0) }
      var element = JSONElement(bytes: [], location: start..<start, line: firstLine, fault: machine.tooLong)
      switch outcome {
      case .wantsMore:
        if machine.tooLong != nil {
          release(machine.cursor)
          machine.forgetBytes()
        }
        if try bytes.fill() { continue }
        if machine.tooLong == nil { element.bytes = bytes.bytes(0..<machine.cursor) }
        element.fault = .cut
      case .ended:
        if machine.tooLong == nil { element.bytes = bytes.bytes(0..<machine.cursor) }
      case .broken(let reason):
        element.fault = .broken(reason, byte: origin + bytes.width(0..<machine.cursor))
      }
      release(machine.cursor)
      element.location = start..<origin
      return element
    }
  }

  /// Reads what is left and throws it away.
  mutating func skipToEnd() throws(DiagnosticError) {
    repeat { release(bytes.count) } while try bytes.fill()
  }
}
