import CExpat
import Diagnostics

/// Reads a form file with libexpat: UTF-8, no DOCTYPE (so no entities of one's own, no bombs, no network), no deep nesting.
final class XMLReader {
  /// Elements inside elements beyond this are refused.
  static let depthLimit = 64

  private let file: String
  private let parser: XML_Parser
  private let source: XMLTag.Source
  private var stack: [XMLElement] = []
  private var root: XMLElement?
  private var text = ""
  private var textPlace: SourceLocation?
  private var problem: Diagnostic?

  private init?(_ bytes: [UInt8], file: String) {
    guard let parser = XML_ParserCreate("UTF-8") else { return nil }
    self.file = file
    self.parser = parser
    source = XMLTag.Source(bytes)
  }

  deinit {
    XML_ParserFree(parser)
  }

  /// The file's root element.
  static func read(_ bytes: [UInt8], file: String) throws(DiagnosticError) -> XMLElement {
    guard let reader = XMLReader(bytes, file: file) else {
      throw DiagnosticError(
        .error(
          "form.xml.memory", at: SourceLocation(file: file),
          LocalizedText("XMLを読む準備ができません。", "The XML parser cannot be made.")))
    }
    return try reader.parse(bytes)
  }

  private func parse(_ bytes: [UInt8]) throws(DiagnosticError) -> XMLElement {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in XMLReader.from(data)?.start(name, attributes) },
      { data, _ in XMLReader.from(data)?.end() })
    XML_SetCharacterDataHandler(parser) { data, characters, length in
      XMLReader.from(data)?.characters(characters, Int(length))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLReader.from(data)?.stop(
        "form.xml.doctype", LocalizedText("DOCTYPEは使えません。", "A DOCTYPE is refused."),
        advice: LocalizedText("DOCTYPE宣言を削除してください。", "Remove the DOCTYPE declaration."))
    }
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { XML_Parse(parser, $0.baseAddress, Int32(clamping: $0.count), 1) }
    }
    if let problem { throw DiagnosticError(problem) }
    guard status == XML_STATUS_OK, let root else {
      let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "?"
      throw DiagnosticError(
        .error(
          "form.xml.syntax", at: here,
          LocalizedText("XMLとして読めません（\(reason)）。", "This is not well-formed XML (\(reason))."),
          advice: LocalizedText(
            "示した行と桁の前後のタグと、文字コードがUTF-8であることを確かめてください。",
            "Check the tags around this line and column, and that the file is UTF-8.")))
    }
    return root
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
    data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private var here: SourceLocation {
    SourceLocation(
      file: file, line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }

  private func stop(_ code: String, _ summary: LocalizedText, advice: LocalizedText) {
    if problem == nil { problem = .error(code, at: here, summary, advice: advice) }
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private func start(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    guard let name else { return }
    if stack.count == Self.depthLimit {
      stop(
        "form.xml.depth",
        LocalizedText("要素の入れ子が\(Self.depthLimit)段を超えます。", "Elements nest deeper than \(Self.depthLimit)."),
        advice: LocalizedText("入れ子を浅くしてください。", "Nest them less deeply."))
      return
    }
    flushText()
    var attributes: [XMLAttribute] = []
    if var cursor = list {
      while let key = cursor[0], let value = cursor[1] {
        attributes.append(XMLAttribute(name: String(cString: key), value: String(cString: value)))
        cursor += 2
      }
    }
    let start = Int(XML_GetCurrentByteIndex(parser))
    let tag = XMLTag(source: source, range: start..<start + Int(XML_GetCurrentByteCount(parser)))
    stack.append(
      XMLElement(name: String(cString: name), attributes: attributes, children: [], location: here, tag: tag))
  }

  private func end() {
    flushText()
    guard let element = stack.popLast() else { return }
    if stack.isEmpty { root = element } else { stack[stack.count - 1].children.append(.element(element)) }
  }

  /// Text comes in pieces: they are joined until the next tag.
  private func characters(_ bytes: UnsafePointer<CChar>?, _ length: Int) {
    guard let bytes else { return }
    if textPlace == nil { textPlace = here }
    text += String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  private func flushText() {
    if let location = textPlace, !stack.isEmpty { stack[stack.count - 1].children.append(.text(text, location)) }
    text = ""
    textPlace = nil
  }
}
