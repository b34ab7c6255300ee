package import Diagnostics

// From a source of bytes to the window that a reader looks at. A source hands out chunks of any size; `ByteStream`
// joins them, turns UTF-16 into UTF-8 on the way, and knows for every byte where it came from in the file.

/// Where a reader's bytes come from: a file, standard input, or memory. This module opens no file itself.
package protocol ByteSource: Sendable {
  /// The next bytes, as many as the source likes; empty at the end of the input. Throws when the source breaks off.
  mutating func read() throws(DiagnosticError) -> [UInt8]
}

/// A source over bytes that are already in memory.
///
/// ```swift
/// var reader = try RecordReader(MemorySource(text.utf8), file: "records.csv")
/// ```
package struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let chunkSize: Int
  private var position = 0

  /// - Parameter chunkSize: how many bytes each read returns, at least 1. 64 KiB is what a file source reads at a time;
  ///   tests use small chunks to show that their size makes no difference.
  package init(_ bytes: some Sequence<UInt8>, chunkSize: Int = 65_536) {
    self.bytes = Array(bytes)
    self.chunkSize = max(1, chunkSize)
  }

  package mutating func read() -> [UInt8] {
    let next = bytes[position...].prefix(chunkSize)
    position = next.endIndex
    return Array(next)
  }
}

/// A window on an input. It grows at its end by reading and is released at its front record by record, so that memory
/// does not grow with the input.
///
/// Indices count from the front of the window. `fileOffset` says where in the file the front is, in bytes of the file's
/// own encoding.
package struct ByteStream: Sendable {
  private var source: any ByteSource
  private var transcoder: UTF16Transcoder?
  private var buffer: [UInt8]
  /// Index in `buffer` of the window's front. Released bytes are removed only when more are read, which costs one copy
  /// a chunk.
  private var start = 0
  /// Offset in the file of the byte at index 0.
  package private(set) var fileOffset: Int
  private var isAtEnd = false
  /// Whether SUB (1A) at the end of the input is the end of file of CP/M and MS-DOS, as programs for CP932 still write it.
  /// Some write a line end behind it.
  private let hasEndMark: Bool
  /// SUB, and line ends behind it, that were read and not handed on, because only what follows tells whether they are the
  /// end.
  private var heldBack: [UInt8] = []
  /// How many SUB stood at the end of the input and were left out; known when the end was read.
  package private(set) var endMarks = 0

  /// - Parameters:
  ///   - head: bytes that have been read from `source` already.
  ///   - byteOrderMarkLength: how many bytes of `head` are the byte order mark, which is left out.
  package init(_ source: any ByteSource, head: [UInt8], byteOrderMarkLength: Int, encoding: TextEncoding) {
    self.source = source
    fileOffset = byteOrderMarkLength
    hasEndMark = encoding == .cp932
    switch encoding {
    case .utf16BigEndian: transcoder = UTF16Transcoder(isBigEndian: true)
    case .utf16LittleEndian: transcoder = UTF16Transcoder(isBigEndian: false)
    case .utf8, .cp932: transcoder = nil
    }
    buffer = []
    let bytes = Array(head.dropFirst(byteOrderMarkLength))
    buffer = transcoder?.transcode(bytes) ?? holdingBackEndMarks(bytes)
  }

  /// How many bytes the window holds.
  package var count: Int { buffer.count - start }

  package subscript(index: Int) -> UInt8 { buffer[start + index] }

  /// A copy of a part of the window.
  package func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(buffer[start + range.lowerBound..<start + range.upperBound])
  }

  /// A part of the window without copying. The slice's indices are not those of the window.
  package func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    buffer[start + range.lowerBound..<start + range.upperBound]
  }

  /// Lets `body` look at the whole window without copying it.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  /// Reads more bytes to the end of the window; false when there are no more.
  package mutating func fill() throws(DiagnosticError) -> Bool {
    if isAtEnd { return false }
    var chunk = try source.read()
    while hasEndMark, !chunk.isEmpty {
      chunk = holdingBackEndMarks(chunk)
      if !chunk.isEmpty { break }
      chunk = try source.read()
    }
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    guard chunk.isEmpty else {
      buffer += transcoder?.transcode(chunk) ?? chunk
      return true
    }
    isAtEnd = true
    endMarks = heldBack.count { $0 == Self.endMark }
    let rest = transcoder?.finish() ?? []
    buffer += rest
    return !rest.isEmpty
  }

  /// The bytes that were held back and those that follow, without the SUB at their own end and line ends behind it.
  private mutating func holdingBackEndMarks(_ bytes: [UInt8]) -> [UInt8] {
    guard hasEndMark else { return bytes }
    var all = heldBack + bytes
    let tail = all.reversed().prefix { $0 == Self.endMark || $0 == 0x0D || $0 == 0x0A }.count
    let mark = all[(all.count - tail)...].firstIndex(of: Self.endMark) ?? all.endIndex
    heldBack = Array(all[mark...])
    all.removeSubrange(mark...)
    return all
  }

  private static let endMark: UInt8 = 0x1A

  /// Releases the first `count` bytes of the window.
  package mutating func release(_ count: Int) {
    fileOffset += fileLength(0..<count)
    start += count
  }

  /// Reads the rest of the input and releases it.
  package mutating func skipToEnd() throws(DiagnosticError) {
    repeat { release(count) } while try fill()
  }

  /// How many bytes of the file a part of the window was made from.
  package func fileLength(_ range: Range<Int>) -> Int {
    transcoder == nil ? range.count : UTF16Transcoder.utf16Length(ofTranscoded: slice(range))
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return: the white space of JSON (RFC 8259, section 2). An input of nothing else
  /// counts as empty.
  package var isWhiteSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D
  }
}
