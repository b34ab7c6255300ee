package import Diagnostics

/// `inspect text`: an input's text as UTF-8, piece by piece, whatever encoding it has.
package struct TextInspection: Sendable {
  /// Some of the text and what was wrong in it: U+FFFD stands for each byte that is no character.
  package struct Piece: Sendable {
    package var text: String
    package var diagnostics: [Diagnostic]
  }

  private let file: String
  package let encoding: TextEncoding
  private var stream: ByteStream
  private var line = 1

  /// Settles the encoding as a reader of records does, or refuses.
  package init(_ source: any ByteSource, file: String, encoding stated: StatedEncoding?) throws(DiagnosticError) {
    var source = source
    let head = try InputHead(of: &source, file: file, stated: stated)
    self.file = file
    encoding = head.encoding
    stream = ByteStream(source, head: head.bytes, skip: head.markLength, encoding: head.encoding)
  }

  /// The next piece; nil at the end.
  package mutating func next() throws(DiagnosticError) -> Piece? {
    while true {
      let isMore = stream.count == 0 ? try stream.fill() : true
      if !isMore { return nil }
      let bytes = stream.bytes(0..<stream.count)
      var (text, faults) = TextDecoder.decode(bytes[...], as: encoding.inner)
      var taken = bytes.count
      if let last = faults.last, last.isCut, try stream.fill() {
        // The character may be whole with what comes next.
        taken = last.range.lowerBound
        if taken == 0 { continue }
        (text, faults) = TextDecoder.decode(bytes[..<taken], as: encoding.inner)
      }
      let piece = Piece(text: text, diagnostics: diagnostics(faults, in: bytes))
      line += bytes[..<taken].count { $0 == 0x0A }
      stream.release(taken)
      return piece
    }
  }

  private func diagnostics(_ faults: [TextDecoder.Fault], in bytes: [UInt8]) -> [Diagnostic] {
    var ruler = Ruler(bytes, origin: stream.origin, encoding: encoding)
    return faults.map { fault in
      let line = line + bytes[..<fault.range.lowerBound].count { $0 == 0x0A }
      let location = SourceLocation(file: file, line: line, byte: ruler.offset(of: fault.range.lowerBound))
      return .unmapped(bytes[fault.range], encoding, at: location)
    }
  }
}
