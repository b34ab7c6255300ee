import Encodings

/// What parts the fields of a row, and what encloses them.
struct CSVDialect: Sendable {
  /// RFC 4180: commas and quotation marks.
  static let standard = CSVDialect(delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""))

  /// Nil when a row is one field.
  var delimiter: UInt8?
  /// Nil when quotation marks are plain characters.
  var quote: UInt8?
  /// Whether the bytes are CP932 and the delimiter may be the second byte of a character, as `|` may.
  var skipsSecondBytes = false
}

/// A state machine that splits one CSV row into fields by RFC 4180. It can stop after any byte and go on when more
/// bytes have come, so a row may arrive in any number of chunks.
///
/// ```
/// fieldStart ──"──▶ quoted ──"──▶ quoteInQuoted ──"──▶ quoted
///     │                                │
///     └─other─▶ plain ◀──────other─────┘      plain ──comma──▶ fieldStart,  plain ──line end──▶ end of the row
/// ```
///
/// Where the RFC is silent or not followed in practice:
///
/// - Outside quotation marks CR LF, LF and a lone CR each end a row, and a file may mix them. Inside quotation marks
///   they are kept.
/// - A quotation mark inside an unquoted field and text behind a closing quotation mark are faults. The row is then
///   read on as unquoted text, so that its end is found and the next row can be read.
///
/// `consume` runs for every byte of an input; its inner loops skip to the next byte that has a meaning.
struct CSVStateMachine: Sendable {
  private enum State {
    /// Before the first byte of a field.
    case fieldStart
    /// In an unquoted field, or behind the closing quotation mark of a quoted one.
    case plain
    /// In a quoted field.
    case quoted
    /// Behind a quotation mark in a quoted field, which either closes the field or is the first of two.
    case quoteInQuoted
  }

  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  /// Equal to no byte.
  private static let noSign: UInt16 = 0x100

  /// `noSign` where the dialect has no delimiter or no quotation marks.
  private let delimiter: UInt16
  private let quote: UInt16
  /// No byte above it has a meaning.
  private let highestSign: UInt8
  private let skipsSecondBytes: Bool

  private var state = State.fieldStart
  /// Index in the row of the next byte to look at.
  private(set) var cursor = 0
  /// Index of the current field's first byte, behind its quotation mark if it has one.
  private var fieldStart = 0
  /// Line breaks in the row before the current field.
  private var linesBeforeField = 0
  /// Index of the current field's closing quotation mark, as far as it is known.
  private var closingQuote: Int?
  private var hasDoubledQuotes = false
  private(set) var fields: [CSVRow.Field] = []
  private(set) var fieldCount = 0
  private(set) var fault: CSVRow.Fault?
  /// Index of the last CR inside quotation marks. An LF directly behind it is not a second line break. −2 is directly
  /// before no byte.
  private var lastReturn = -2
  /// Line breaks inside the row so far.
  private(set) var lines = 0
  /// Index at which the row's content ends and its line end begins; set at the end of the row.
  private(set) var rowEnd = 0
  private(set) var isTooLong = false

  init(expectingFields count: Int, dialect: CSVDialect = .standard) {
    delimiter = dialect.delimiter.map(UInt16.init) ?? Self.noSign
    quote = dialect.quote.map(UInt16.init) ?? Self.noSign
    highestSign = max(dialect.delimiter ?? 0, dialect.quote ?? 0, Self.carriageReturn)
    skipsSecondBytes = dialect.skipsSecondBytes
    fields.reserveCapacity(count)
  }

  /// Looks at the bytes of the row from the cursor on. Returns true at the end of the row; the cursor is then behind
  /// its line end.
  ///
  /// - Parameters:
  ///   - row: what is known of the row and, perhaps, bytes behind it.
  ///   - isAtEnd: whether the input ends with `row`.
  mutating func consume(_ row: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Bool {
    while cursor < row.count {
      let byte = row[cursor]
      switch state {
      case .fieldStart where UInt16(byte) == quote:
        state = .quoted
        fieldStart = cursor + 1
        cursor += 1
      case .fieldStart:
        state = .plain
      case .plain:
        skipPlain(row, isAtEnd: isAtEnd)
        guard cursor < row.count else { break }
        if skipsSecondBytes, Self.isFirstByte(row[cursor]) { return false }
        if UInt16(row[cursor]) == quote {
          recordFault(closingQuote == nil ? .bareQuote : .textAfterQuote, at: cursor)
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
      case .quoteInQuoted where UInt16(byte) == quote:
        hasDoubledQuotes = true
        closingQuote = nil
        state = .quoted
        cursor += 1
      case .quoteInQuoted:
        if UInt16(byte) != delimiter, byte != Self.lineFeed, byte != Self.carriageReturn {
          recordFault(.textAfterQuote, at: cursor)
        }
        state = .plain
      }
    }
    guard isAtEnd else { return false }
    if state == .quoted { recordFault(.unclosedQuote, at: fieldStart - 1) }
    closeField(at: cursor)
    rowEnd = cursor
    return true
  }

  /// Moves the cursor to the next delimiter, quotation mark or line end.
  private mutating func skipPlain(_ row: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) {
    if skipsSecondBytes { return skipPlainCharacters(row, isAtEnd: isAtEnd) }
    let (delimiter, quote, highestSign) = (delimiter, quote, highestSign)
    while cursor < row.count {
      let byte = row[cursor]
      if byte <= highestSign,
        UInt16(byte) == delimiter || UInt16(byte) == quote || byte == Self.lineFeed || byte == Self.carriageReturn
      {
        return
      }
      cursor += 1
    }
  }

  /// The same, character by character of CP932. It stops at a first byte whose second has not come yet.
  private mutating func skipPlainCharacters(_ row: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) {
    while cursor < row.count {
      let byte = row[cursor]
      if UInt16(byte) == delimiter || UInt16(byte) == quote || byte == Self.lineFeed || byte == Self.carriageReturn {
        return
      }
      if Self.isFirstByte(byte) {
        if cursor + 1 == row.count, !isAtEnd { return }
        if cursor + 1 < row.count, row[cursor + 1] >= 0x40 { cursor += 1 }
      }
      cursor += 1
    }
  }

  /// Whether a character of two bytes of CP932 begins with the byte.
  private static func isFirstByte(_ byte: UInt8) -> Bool {
    (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
  }

  /// Moves the cursor to the next quotation mark and counts the line breaks on the way; CR LF counts once.
  private mutating func skipQuoted(_ row: UnsafeBufferPointer<UInt8>) {
    while cursor < row.count {
      let byte = row[cursor]
      if UInt16(byte) == quote { return }
      if byte == Self.carriageReturn {
        lines += 1
        lastReturn = cursor
      } else if byte == Self.lineFeed, lastReturn != cursor - 1 {
        lines += 1
      }
      cursor += 1
    }
  }

  /// Ends the field at a comma or line end. Returns true if the row has ended, false if it goes on, nil if the cursor
  /// is at a CR and the next chunk must tell whether an LF follows.
  private mutating func endField(_ row: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Bool? {
    let byte = row[cursor]
    if byte == Self.carriageReturn, cursor + 1 == row.count, !isAtEnd { return nil }
    closeField(at: cursor)
    if UInt16(byte) == delimiter {
      cursor += 1
      fieldStart = cursor
      linesBeforeField = lines
      return false
    }
    rowEnd = cursor
    cursor += byte == Self.carriageReturn && cursor + 1 < row.count && row[cursor + 1] == Self.lineFeed ? 2 : 1
    return true
  }

  private mutating func closeField(at end: Int) {
    let upper = max(fieldStart, fault == nil ? closingQuote ?? end : end)
    checkLength(ofFieldEndingAt: upper, end: end)
    if fieldCount < ReadingLimits.columns {
      fields.append(
        CSVRow.Field(range: fieldStart..<upper, linesBefore: linesBeforeField, hasDoubledQuotes: hasDoubledQuotes))
    }
    fieldCount += 1
    closingQuote = nil
    hasDoubledQuotes = false
    state = .fieldStart
  }

  /// Keeps the first fault of a row. A field or row that is too long replaces other faults, because its bytes may be
  /// dropped before they are seen; so the result does not depend on the size of the chunks.
  private mutating func recordFault(_ kind: CSVRow.Fault.Kind, at index: Int) {
    let isLengthFault = kind == .fieldTooLong || kind == .rowTooLong
    if isTooLong || fault != nil && !isLengthFault { return }
    isTooLong = isLengthFault
    fault = CSVRow.Fault(kind: kind, field: fieldCount, index: index)
  }

  /// Checks the length of the current field and row. Called between chunks: if one is too long already, the row's bytes
  /// need not be kept.
  mutating func checkLength() {
    // Behind a field of exactly the allowed length there may already be a closing quotation mark and a CR, two bytes.
    checkLength(ofFieldEndingAt: cursor - 2, end: cursor)
  }

  /// If both limits are exceeded, the one that is exceeded first, counting bytes from the front of the row, is the
  /// fault.
  private mutating func checkLength(ofFieldEndingAt fieldEnd: Int, end: Int) {
    if isTooLong { return }
    if fieldEnd - fieldStart > ReadingLimits.fieldBytes,
      fieldStart + ReadingLimits.fieldBytes < ReadingLimits.recordBytes
    {
      recordFault(.fieldTooLong, at: fieldStart)
    } else if end > ReadingLimits.recordBytes {
      recordFault(.rowTooLong, at: 0)
    }
  }

  /// Makes the cursor index 0, after the caller has released the bytes before it. Only for a row that is too long: its
  /// fields are lost.
  mutating func dropConsumedBytes() {
    fieldStart -= cursor
    lastReturn -= cursor
    closingQuote = closingQuote.map { $0 - cursor }
    cursor = 0
    fields = []
  }
}
