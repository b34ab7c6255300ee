import StrictJSON

/// Finds where one JSON value ends, resumable between any two bytes. It knows brackets and strings only; what stands between them is
/// `StrictJSON`'s to judge, so that a fault inside a value stays that value's.
struct JSONMachine: Sendable {
  enum Outcome: Equatable {
    /// The value has ended before the cursor.
    case ended
    /// Brackets that do not match, or a line end inside a string: where the value ends cannot be known.
    case broken(JSONFault.Reason)
    case wantsMore
  }

  /// The next byte to look at, an index into the value.
  private(set) var cursor = 0
  /// The closing bracket that each open one waits for.
  private var closers: [UInt8] = []
  private var isInString = false
  private var isEscaped = false
  private var stringStart = 0
  private(set) var tooLong: JSONElement.Fault?

  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
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
        if closers.count == Limits.nesting { return .broken(.tooDeep(limit: Limits.nesting)) }
        closers.append(byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // A bare word or number ends before the bracket of what encloses it.
        guard let closer = closers.last else { return cursor == 0 ? .broken(.unexpectedByte(byte)) : .ended }
        guard closer == byte else { return .broken(.unexpectedByte(byte)) }
        closers.removeLast()
        if closers.isEmpty {
          cursor += 1
          return finished()
        }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        if closers.isEmpty { return cursor == 0 ? .broken(.unexpectedByte(byte)) : .ended }
      default: break
      }
      cursor += 1
    }
    noteLength()
    return .wantsMore
  }

  private mutating func stepInString(_ byte: UInt8) -> Outcome? {
    if byte == 0x0A || byte == 0x0D { return .broken(.controlCharacter(byte)) }
    if byte == UInt8(ascii: "\""), !isEscaped {
      noteLength()
      isInString = false
    }
    isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    cursor += 1
    return nil
  }

  private mutating func finished() -> Outcome {
    noteLength()
    return .ended
  }

  /// Whichever limit is passed first, counted in bytes from the value's front, is the fault: the same for pieces of any size.
  private mutating func noteLength() {
    if tooLong != nil { return }
    if isInString, cursor - stringStart > Limits.field, stringStart + Limits.field < Limits.record {
      tooLong = .fieldTooLong
    } else if cursor > Limits.record {
      tooLong = .recordTooLong
    }
  }

  /// The value's first `cursor` bytes are gone.
  mutating func forgetBytes() {
    stringStart -= cursor
    cursor = 0
  }
}
