import CExpat
import Diagnostics

/// Reads XML with libexpat piece by piece, as events, for files that are too large to be kept as elements. It is as
/// strict as `XMLReader`: UTF-8 or UTF-16, no DOCTYPE, a limit to nesting. How long a text may be is for the caller to say.
///
/// ```swift
/// let scanner = try XMLScanner(file: "sheet1.xml") { event in
///   if case .start("row", let attributes) = event { … }
/// }
/// while let bytes = next() { try scanner.scan(bytes, isLast: false) }
/// try scanner.scan([], isLast: true)
/// ```
package final class XMLScanner {
  package enum Event {
    /// A start tag: the name without a namespace's prefix, and the attributes, whose names keep theirs.
    case start(String, [XMLAttribute])
    case end(String)
    /// A piece of text; expat may cut a text anywhere.
    case text(String)
  }

  private let file: String
  private let parser: XML_Parser
  private let handle: (Event) -> Void
  private var depth = 0
  private var fault: XMLFault?

  package init(file: String, handle: @escaping (Event) -> Void) throws(XMLFault) {
    guard let parser = XML_ParserCreate("UTF-8") else { throw XMLFault(.noMemory, at: SourceLocation(file: file)) }
    self.file = file
    self.parser = parser
    self.handle = handle
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in XMLScanner.from(data)?.startElement(name, attributes) },
      { data, name in XMLScanner.from(data)?.endElement(name) })
    XML_SetCharacterDataHandler(parser) { data, characters, length in
      guard let characters else { return }
      let bytes = UnsafeRawBufferPointer(start: characters, count: Int(length))
      XMLScanner.from(data)?.handle(.text(String(decoding: bytes, as: UTF8.self)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLScanner.from(data)?.stop(.doctype) }
  }

  deinit {
    XML_ParserFree(parser)
  }

  /// Reads the next bytes of the file.
  package func scan(_ bytes: [UInt8], isLast: Bool) throws(XMLFault) {
    let status = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        XML_Parse(parser, $0.baseAddress, Int32(clamping: $0.count), isLast ? 1 : 0)
      }
    }
    if let fault { throw fault }
    guard status == XML_STATUS_OK else {
      throw XMLFault(.malformed(XMLFault.reason(XML_GetErrorCode(parser))), at: location)
    }
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLScanner? {
    data.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
  }

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
    depth += 1
    guard depth <= XMLReader.depthLimit else { return stop(.tooDeep) }
    var attributes: [XMLAttribute] = []
    if var cursor = list {
      while let key = cursor[0], let value = cursor[1] {
        attributes.append(XMLAttribute(name: String(cString: key), value: String(cString: value)))
        cursor += 2
      }
    }
    handle(.start(Self.localName(name), attributes))
  }

  private func endElement(_ name: UnsafePointer<CChar>?) {
    depth -= 1
    if let name { handle(.end(Self.localName(name))) }
  }

  private static func localName(_ name: UnsafePointer<CChar>) -> String {
    let whole = String(cString: name)
    return whole.utf8.firstIndex(of: UInt8(ascii: ":")).map { String(whole[whole.index(after: $0)...]) } ?? whole
  }
}
