package import Diagnostics
package import Encodings

/// Decodes an input of any encoding to text, for `inspect text`. Records are not looked for.
///
/// ```swift
/// var inspection = try TextInspection(source, file: "a.csv", encoding: .cp932)
/// while let chunk = try inspection.next() { print(chunk.text, terminator: "") }
/// ```
package struct TextInspection: Sendable {
  /// A part of the text, in which U+FFFD stands for bytes that are no characters, and a diagnostic for each of these
  /// faults.
  package struct Chunk: Sendable {
    package var text: String
    package var diagnostics: [Diagnostic]
  }

  private let file: String
  package let encoding: TextEncoding
  private var stream: ByteStream
  /// Number of the line with which the stream's window begins.
  private var line = 1

  /// Opens an input and decides its encoding as `RecordReader` does.
  package init(_ source: any ByteSource, file: String, encoding stated: StatedEncoding?) throws(DiagnosticError) {
    var source = source
    let head = try EncodingDetection(of: &source, file: file, stated: stated)
    self.file = file
    encoding = head.encoding
    stream = ByteStream(
      source, head: head.bytes, byteOrderMarkLength: head.byteOrderMarkLength, encoding: head.encoding)
  }

  /// The next part of the text; nil at the end.
  package mutating func next() throws(DiagnosticError) -> Chunk? {
    while true {
      if stream.count == 0, try !stream.fill() { return nil }
      let bytes = stream.bytes(0..<stream.count)
      var (text, faults) = TextDecoder.decode(bytes[...], as: encoding.internalEncoding)
      var taken = bytes.count
      if let last = faults.last, last.isCut, try stream.fill() {
        // Decode without the incomplete character; it is completed by the bytes that have just been read.
        taken = last.range.lowerBound
        if taken == 0 { continue }
        (text, faults) = TextDecoder.decode(bytes[..<taken], as: encoding.internalEncoding)
      }
      let chunk = Chunk(text: text, diagnostics: diagnostics(faults, in: bytes))
      line += bytes[..<taken].count { $0 == 0x0A }
      stream.release(taken)
      return chunk
    }
  }

  private func diagnostics(_ faults: [TextDecoder.Fault], in bytes: [UInt8]) -> [Diagnostic] {
    var offsets = FileOffsetMap(bytes, start: stream.fileOffset, encoding: encoding)
    return faults.map { fault in
      let line = line + bytes[..<fault.range.lowerBound].count { $0 == 0x0A }
      let location = SourceLocation(file: file, line: line, byte: offsets.fileOffset(of: fault.range.lowerBound))
      return .notInEncoding(bytes[fault.range], encoding, at: location)
    }
  }
}
