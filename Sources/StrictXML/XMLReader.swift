import CExpat
package import Diagnostics

/// Reads XML with libexpat into elements that know their locations. It is strict: UTF-8 (expat takes UTF-16 too, which
/// it recognizes by its zeros), no DOCTYPE (so no entities but the five of XML itself, nothing that expands, nothing
/// that is fetched), and a limit to nesting.
///
/// expat calls back for each tag and each piece of text; the reader keeps the open elements on a stack and moves each,
/// when it is closed, into the one around it.
package final class XMLReader {
  /// How deep elements may be nested. No form and no metadata come near; it keeps whoever walks the elements from
  /// exhausting the stack.
  package static let depthLimit = 64

  private let file: String
  private let parser: XML_Parser
  private let source: StartTag.Source
  private var stack: [XMLElement] = []
  private var root: XMLElement?
  private var text = ""
  private var textLocation: SourceLocation?
  /// The first thing that a callback refused.
  private var fault: XMLFault?

  private init?(_ bytes: [UInt8], file: String) {
    guard let parser = XML_ParserCreate("UTF-8") else { return nil }
    self.file = file
    self.parser = parser
    source = StartTag.Source(bytes)
  }

  deinit {
    XML_ParserFree(parser)
  }

  /// The root element of a file.
  ///
  /// - Parameter file: its name, for the locations of elements and of a fault.
  package static func read(_ bytes: [UInt8], file: String) throws(XMLFault) -> XMLElement {
    guard let reader = XMLReader(bytes, file: file) else {
      throw XMLFault(.noMemory, at: SourceLocation(file: file))
    }
    return try reader.parse(bytes)
  }

  private func parse(_ bytes: [UInt8]) throws(XMLFault) -> XMLElement {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in XMLReader.from(data)?.startElement(name, attributes) },
      { data, _ in XMLReader.from(data)?.endElement() })
    XML_SetCharacterDataHandler(parser) { data, characters, length in
      XMLReader.from(data)?.appendText(characters, Int(length))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLReader.from(data)?.stop(.doctype) }
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { XML_Parse(parser, $0.baseAddress, Int32(clamping: $0.count), 1) }
    }
    if let fault { throw fault }
    guard status == XML_STATUS_OK, let root else {
      throw XMLFault(.malformed(XMLFault.reason(XML_GetErrorCode(parser))), at: location)
    }
    return root
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
    data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Where the parser is: at the beginning of what the current callback is about, or at the error.
  private var location: SourceLocation {
    SourceLocation(
      file: file, line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }

  private func stop(_ problem: XMLFault.Problem) {
    if fault == nil { fault = XMLFault(problem, at: location) }
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private func startElement(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    guard let name else { return }
    guard stack.count < Self.depthLimit else { return stop(.tooDeep) }
    endText()
    var attributes: [XMLAttribute] = []
    if var cursor = list {
      while let key = cursor[0], let value = cursor[1] {
        attributes.append(XMLAttribute(name: String(cString: key), value: String(cString: value)))
        cursor += 2
      }
    }
    let start = Int(XML_GetCurrentByteIndex(parser))
    let tag = StartTag(source: source, range: start..<start + Int(XML_GetCurrentByteCount(parser)))
    stack.append(
      XMLElement(name: String(cString: name), attributes: attributes, children: [], location: location, tag: tag))
  }

  private func endElement() {
    endText()
    guard let element = stack.popLast() else { return }
    if stack.isEmpty { root = element } else { stack[stack.count - 1].children.append(.element(element)) }
  }

  /// expat delivers text in pieces, which are joined until the next tag.
  private func appendText(_ bytes: UnsafePointer<CChar>?, _ length: Int) {
    guard let bytes else { return }
    if textLocation == nil { textLocation = location }
    text += String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  private func endText() {
    if let textLocation, !stack.isEmpty { stack[stack.count - 1].children.append(.text(text, textLocation)) }
    text = ""
    textLocation = nil
  }
}

/// Why bytes are not read as XML, and where. Whoever reads a file says in its own messages what that means for it.
package struct XMLFault: Error, Sendable, Hashable {
  package enum Problem: Sendable, Hashable {
    /// A document type declaration.
    case doctype
    /// Elements are nested deeper than `XMLReader.depthLimit`.
    case tooDeep
    /// Not well-formed, or not UTF-8; the reason, such as `mismatched tag`.
    case malformed(LocalizedText)
    /// There is no memory for a parser.
    case noMemory
  }

  package var problem: Problem
  package var location: SourceLocation

  /// What expat means by an error, in its own words and in Japanese.
  static func reason(_ error: XML_Error) -> LocalizedText {
    let japanese =
      switch error {
      case XML_ERROR_SYNTAX: "書き方の誤り"
      case XML_ERROR_NO_ELEMENTS: "要素がない"
      case XML_ERROR_INVALID_TOKEN: "置けない文字"
      case XML_ERROR_UNCLOSED_TOKEN: "閉じていない記号"
      case XML_ERROR_PARTIAL_CHAR: "途中で切れた文字"
      case XML_ERROR_TAG_MISMATCH: "開始タグと終了タグの食い違い"
      case XML_ERROR_DUPLICATE_ATTRIBUTE: "同じ属性が二つ"
      case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "根の要素の後に余分なもの"
      case XML_ERROR_UNDEFINED_ENTITY: "定義のない実体参照"
      case XML_ERROR_BAD_CHAR_REF: "使えない文字参照"
      case XML_ERROR_MISPLACED_XML_PI: "先頭にないXML宣言"
      case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: "使えない文字コード"
      case XML_ERROR_UNCLOSED_CDATA_SECTION: "閉じていないCDATA"
      default: "整形式でないXML"
      }
    return LocalizedText(japanese, XML_ErrorString(error).map { String(cString: $0) } ?? "not well-formed")
  }

  init(_ problem: Problem, at location: SourceLocation) {
    self.problem = problem
    self.location = location
  }
}

/// libexpat itself.
package enum XMLLibrary {
  /// Such as `2.5.0`: `expat_2.5.0` without the name.
  package static var version: String {
    let text = String(cString: XML_ExpatVersion())
    return text.hasPrefix("expat_") ? String(text.dropFirst(6)) : text
  }
}
