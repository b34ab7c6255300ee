/// The state of RFC 4180 between two bytes, so that a row may arrive in any number of pieces.
///
/// Rules beyond the RFC: CR LF, LF and a lone CR each end a row outside quotation marks, mixed or not, and are kept as they are inside;
/// a quotation mark inside an unquoted field, and text after a closing one, are faults of that row, which is read on as plain text to
/// the next comma or line end.
struct CSVMachine: Sendable {
  private enum State {
    case fieldStart, plain, quoted
    /// After a quotation mark in a quoted field: it closes the field, or is the first of two.
    case quoteInQuoted
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  private var state = State.fieldStart
  /// The next byte to look at, an index into the row.
  private(set) var cursor = 0
  private var fieldStart = 0
  private var fieldLines = 0
  private var closingQuote: Int?
  private var hasDoubledQuotes = false
  private(set) var fields: [CSVRow.Field] = []
  private(set) var fieldCount = 0
  private(set) var fault: CSVRow.Fault?
  /// Where the last CR inside quotation marks stood: an LF right behind it is no line break of its own.
  private var lastReturn = -2
  /// Line breaks inside the row so far.
  private(set) var lines = 0
  /// Where the row's content ends, once it has ended.
  private(set) var rowEnd = 0
  private(set) var isTooLong = false

  init(expectingFields count: Int) {
    fields.reserveCapacity(count)
  }

  /// Looks at the row's bytes from the cursor on; true when the row has ended, the cursor then being behind its line end.
  mutating func run(_ row: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Bool {
    while cursor < row.count {
      let byte = row[cursor]
      switch state {
      case .fieldStart where byte == Self.quote:
        state = .quoted
        fieldStart = cursor + 1
        cursor += 1
      case .fieldStart:
        state = .plain
      case .plain:
        skipPlain(row)
        guard cursor < row.count else { break }
        if row[cursor] == Self.quote {
          note(closingQuote == nil ? .bareQuote : .textAfterQuote, at: cursor)
          cursor += 1
        } else if let ended = endField(row, isAtEnd: isAtEnd) {
          if ended { return true }
        } else {
          return false
        }
      case .quoted:
        skipQuoted(row)
        if cursor < row.count {
          closingQuote = cursor
          state = .quoteInQuoted
          cursor += 1
        }
      case .quoteInQuoted where byte == Self.quote:
        hasDoubledQuotes = true
        closingQuote = nil
        state = .quoted
        cursor += 1
      case .quoteInQuoted:
        if byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn { note(.textAfterQuote, at: cursor) }
        state = .plain
      }
    }
    guard isAtEnd else { return false }
    if state == .quoted { note(.unclosedQuote, at: fieldStart - 1) }
    close(at: cursor)
    rowEnd = cursor
    return true
  }

  /// To the next byte that means something outside quotation marks.
  private mutating func skipPlain(_ row: UnsafeBufferPointer<UInt8>) {
    while cursor < row.count {
      let byte = row[cursor]
      if byte <= Self.comma,
        byte == Self.comma || byte == Self.quote || byte == Self.lineFeed || byte == Self.carriageReturn
      {
        return
      }
      cursor += 1
    }
  }

  /// To the next quotation mark, counting the line breaks on the way, CR LF once.
  private mutating func skipQuoted(_ row: UnsafeBufferPointer<UInt8>) {
    while cursor < row.count {
      let byte = row[cursor]
      if byte == Self.quote { return }
      if byte == Self.carriageReturn {
        lines += 1
        lastReturn = cursor
      } else if byte == Self.lineFeed, lastReturn != cursor - 1 {
        lines += 1
      }
      cursor += 1
    }
  }

  /// At a comma or a line end: true when the row has ended, false when it goes on, nil when the next piece must be seen first.
  private mutating func endField(_ row: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Bool? {
    let byte = row[cursor]
    if byte == Self.carriageReturn, cursor + 1 == row.count, !isAtEnd { return nil }
    close(at: cursor)
    if byte == Self.comma {
      cursor += 1
      fieldStart = cursor
      fieldLines = lines
      return false
    }
    rowEnd = cursor
    cursor += byte == Self.carriageReturn && cursor + 1 < row.count && row[cursor + 1] == Self.lineFeed ? 2 : 1
    return true
  }

  private mutating func close(at end: Int) {
    let upper = max(fieldStart, fault == nil ? closingQuote ?? end : end)
    noteLength(ofField: upper, end: end)
    if fieldCount < Limits.columns {
      fields.append(
        CSVRow.Field(range: fieldStart..<upper, linesBefore: fieldLines, hasDoubledQuotes: hasDoubledQuotes))
    }
    fieldCount += 1
    closingQuote = nil
    hasDoubledQuotes = false
    state = .fieldStart
  }

  /// The first fault of a row is kept; that the row is too long outweighs the others, so that pieces of any size give the same answer.
  private mutating func note(_ kind: CSVRow.Fault.Kind, at index: Int) {
    let outweighs = kind == .fieldTooLong || kind == .rowTooLong
    if isTooLong || fault != nil && !outweighs { return }
    isTooLong = outweighs
    fault = CSVRow.Fault(kind: kind, field: fieldCount, index: index)
  }

  /// Called between pieces: when the row or the field under the cursor is too long already, its bytes need not be kept.
  mutating func noteLength() {
    // A closing quotation mark and a CR may stand behind a field that is just short enough.
    noteLength(ofField: cursor - 2, end: cursor)
  }

  /// Whichever limit is passed first, counted in bytes from the front of the row, is the fault.
  private mutating func noteLength(ofField fieldEnd: Int, end: Int) {
    if isTooLong { return }
    if fieldEnd - fieldStart > Limits.field, fieldStart + Limits.field < Limits.record {
      note(.fieldTooLong, at: fieldStart)
    } else if end > Limits.record {
      note(.rowTooLong, at: 0)
    }
  }

  /// The row's first `cursor` bytes are gone.
  mutating func forgetBytes() {
    fieldStart -= cursor
    lastReturn -= cursor
    closingQuote = closingQuote.map { $0 - cursor }
    cursor = 0
    fields = []
  }
}
