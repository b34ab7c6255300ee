import Diagnostics

/// The stretch of an input that a reader is looking at: grows at the end by reading, is given up at the front record by record.
///
/// Indices count from the front of the stretch; `origin` says where in the file that front is, in bytes of the file as it came.
struct ByteStream: Sendable {
  private var source: any ByteSource
  private var transcoder: UTF16Transcoder?
  private var buffer: [UInt8]
  private var start = 0
  /// Offset in the file of the byte at index 0.
  private(set) var origin: Int
  private var isAtEnd = false
  /// The encoding of the file; the stretch itself is in its inner encoding.
  let encoding: TextEncoding

  /// - Parameters:
  ///   - head: what has been read of `source` already.
  ///   - skip: how many bytes of `head` are the byte order mark.
  init(_ source: any ByteSource, head: [UInt8], skip: Int, encoding: TextEncoding) {
    self.source = source
    self.encoding = encoding
    origin = skip
    switch encoding {
    case .utf16BigEndian: transcoder = UTF16Transcoder(isBigEndian: true)
    case .utf16LittleEndian: transcoder = UTF16Transcoder(isBigEndian: false)
    case .utf8, .cp932: transcoder = nil
    }
    buffer = []
    let bytes = Array(head.dropFirst(skip))
    buffer = transcoder?.transcode(bytes) ?? bytes
  }

  var count: Int { buffer.count - start }

  subscript(index: Int) -> UInt8 { buffer[start + index] }

  /// A copy of a part of the stretch.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(buffer[start + range.lowerBound..<start + range.upperBound])
  }

  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    buffer[start + range.lowerBound..<start + range.upperBound]
  }

  /// Lets `body` look at the whole stretch without copying it.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  /// Reads more to the end of the stretch; false when there is no more.
  mutating func fill() throws(DiagnosticError) -> Bool {
    if isAtEnd { return false }
    let piece = try source.read()
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    guard piece.isEmpty else {
      buffer += transcoder?.transcode(piece) ?? piece
      return true
    }
    isAtEnd = true
    let rest = transcoder?.finish() ?? []
    buffer += rest
    return !rest.isEmpty
  }

  /// Gives up the first bytes of the stretch.
  mutating func release(_ count: Int) {
    origin += width(0..<count)
    start += count
  }

  /// How many bytes of the file a part of the stretch came from.
  func width(_ range: Range<Int>) -> Int {
    transcoder == nil ? range.count : UTF16Transcoder.width(ofTranscoded: slice(range))
  }
}
