import Diagnostics
import Encodings
import StrictJSON

// JSON input is not parsed as a whole: a file may be larger than memory, and one broken record must not stop the
// others. It is first cut into values (`JSONElement`), each of which is then parsed by itself. This file has the
// cutting: the stream, and the state machine that finds the end of a value. Which values are records is decided in
// JSONElementSource.swift.

/// One JSON value cut out of a stream, not yet parsed.
struct JSONElement: Sendable {
  enum Fault: Sendable, Equatable {
    /// A string is longer than `ReadingLimits.fieldBytes`.
    case fieldTooLong
    /// The value is longer than `ReadingLimits.recordBytes`.
    case recordTooLong
    /// The input ends inside the value.
    case truncated
    /// Where the value ends cannot be known, so that reading must end here. The byte is an offset in the file.
    case broken(JSONFault.Reason, byte: Int)
  }

  /// The value's bytes as UTF-8; empty if they are too many to keep.
  var bytes: [UInt8]
  /// Where the value is in the file, in bytes.
  var location: Range<Int>
  /// Number of its first line, from 1.
  var line: Int
  var fault: Fault?
  /// Whether the input ends with the value, without a line end behind it. If such a value is incomplete, the file is.
  var endsInput = false
}

/// A byte stream that is taken value by value. It counts lines, and can keep a copy of what is taken.
struct JSONStream: Sendable {
  private var bytes: ByteStream
  private(set) var line = 1
  /// What has been taken since `startRecording()`, up to a little more than `ReadingLimits.recordBytes`; nil if nothing
  /// is recorded.
  private(set) var recording: [UInt8]?

  init(_ bytes: ByteStream) {
    self.bytes = bytes
  }

  /// Offset in the file of the next byte.
  var fileOffset: Int { bytes.fileOffset }

  /// Takes the next `count` bytes, which must have been looked at.
  mutating func release(_ count: Int) {
    let taken = bytes.slice(0..<count)
    line += taken.count { $0 == 0x0A }
    if let length = recording?.count, length <= ReadingLimits.recordBytes { recording?.append(contentsOf: taken) }
    bytes.release(count)
  }

  /// Keeps a copy of what is taken from here on.
  mutating func startRecording() { recording = [] }

  mutating func stopRecording() { recording = nil }

  /// Takes white space and returns the byte behind it without taking that; nil at the end of the input.
  mutating func peekBehindWhiteSpace() throws(DiagnosticError) -> UInt8? {
    while true {
      let spaces = bytes.slice(0..<bytes.count).prefix { $0.isWhiteSpace }.count
      release(spaces)
      if bytes.count > 0 { return bytes[0] }
      guard try bytes.fill() else { return nil }
    }
  }

  /// Whether the array that begins at the next byte has nothing but white space in it. Nothing is taken.
  mutating func isEmptyArray() throws(DiagnosticError) -> Bool {
    var index = 1
    while true {
      while index < bytes.count {
        if !bytes[index].isWhiteSpace { return bytes[index] == UInt8(ascii: "]") }
        index += 1
      }
      guard index <= ReadingLimits.fieldBytes, try bytes.fill() else { return false }
    }
  }

  /// Takes the value that begins at the next byte, which must not be white space.
  mutating func takeValue() throws(DiagnosticError) -> JSONElement {
    var machine = JSONBoundaryStateMachine()
    let start = fileOffset
    let firstLine = line
    while true {
      let outcome = bytes.withBytes { machine.consume($0) }
      var element = JSONElement(bytes: [], location: start..<start, line: firstLine, fault: machine.lengthFault)
      switch outcome {
      case .needsMore:
        if machine.lengthFault != nil {
          release(machine.cursor)
          machine.dropConsumedBytes()
        }
        if try bytes.fill() { continue }
        if machine.lengthFault == nil { element.bytes = bytes.bytes(0..<machine.cursor) }
        element.fault = .truncated
      case .ended:
        if machine.lengthFault == nil { element.bytes = bytes.bytes(0..<machine.cursor) }
      case .broken(let reason):
        element.fault = .broken(reason, byte: fileOffset + bytes.fileLength(0..<machine.cursor))
      }
      release(machine.cursor)
      element.location = start..<fileOffset
      return element
    }
  }

  /// Takes the rest of the input without looking at it.
  mutating func skipToEnd() throws(DiagnosticError) { try bytes.skipToEnd() }
}

/// A state machine that finds where one JSON value ends. It can stop after any byte and go on when more bytes have
/// come.
///
/// It looks only at brackets and strings. Whether what is between them is JSON is decided afterwards by `JSONParser`,
/// so that a fault inside a record refuses that record only and the next one is still found. It is broken off where the
/// end cannot be known: brackets that do not match, or a line end in a string, which most likely means that a quotation
/// mark is missing.
///
/// `{"a": [1, }, …` → broken at the `}`; `{"a": 1,, }` → ended behind the `}`
struct JSONBoundaryStateMachine: Sendable {
  enum Outcome: Equatable {
    /// The value ends directly before the cursor.
    case ended
    /// Where the value ends cannot be known.
    case broken(JSONFault.Reason)
    case needsMore
  }

  /// Index in the value of the next byte to look at.
  private(set) var cursor = 0
  /// The closing brackets of all open ones, the innermost last.
  private var closers: [UInt8] = []
  private var isInString = false
  private var isEscaped = false
  private var stringStart = 0
  /// Set once the value or a string in it is longer than allowed.
  private(set) var lengthFault: JSONElement.Fault?

  /// Looks at the bytes of the value from the cursor on.
  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if isInString {
        if let broken = stepInString(byte) { return broken }
        if !isInString, closers.isEmpty { return .ended }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        stringStart = cursor + 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if closers.count == ReadingLimits.nesting { return .broken(.tooDeep(limit: ReadingLimits.nesting)) }
        closers.append(byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // A number or word that is not in brackets itself ends before the closing bracket of the array or object around
        // it.
        guard let closer = closers.last else { return cursor == 0 ? .broken(.unexpectedByte(byte)) : .ended }
        guard closer == byte else { return .broken(.unexpectedByte(byte)) }
        closers.removeLast()
        if closers.isEmpty {
          cursor += 1
          checkLength()
          return .ended
        }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        if closers.isEmpty { return cursor == 0 ? .broken(.unexpectedByte(byte)) : .ended }
      default: break
      }
      cursor += 1
    }
    checkLength()
    return .needsMore
  }

  private mutating func stepInString(_ byte: UInt8) -> Outcome? {
    if byte == 0x0A || byte == 0x0D { return .broken(.controlCharacter(byte)) }
    if byte == UInt8(ascii: "\""), !isEscaped {
      checkLength()
      isInString = false
    }
    isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    cursor += 1
    return nil
  }

  /// If both limits are exceeded, the one that is exceeded first, counting bytes from the front of the value, is the
  /// fault. So the result does not depend on the size of the chunks.
  private mutating func checkLength() {
    if lengthFault != nil { return }
    if isInString, cursor - stringStart > ReadingLimits.fieldBytes,
      stringStart + ReadingLimits.fieldBytes < ReadingLimits.recordBytes
    {
      lengthFault = .fieldTooLong
    } else if cursor > ReadingLimits.recordBytes {
      lengthFault = .recordTooLong
    }
  }

  /// Makes the cursor index 0, after the caller has released the bytes before it.
  mutating func dropConsumedBytes() {
    stringStart -= cursor
    cursor = 0
  }
}
