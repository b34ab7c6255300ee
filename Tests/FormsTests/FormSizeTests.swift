import Diagnostics
import StrictXML
import Testing

@testable import Forms

/// How large a form may become by what it includes. Elements are counted, not time.
@Suite("The size of a form") struct FormSizeTests {
  /// A chain of parts: each includes the next so many times, the last has one text.
  private static func chain(of count: Int, times: Int) -> [FormSource] {
    (1...count).map { number in
      let inside =
        number == count
        ? "<text/>" : "<group>\(String(repeating: "<include part=\"p\(number + 1)\"/>", count: times))</group>"
      return FormSource(name: "house/p\(number).xml", bytes: Array("<part>\(inside)</part>".utf8))
    }
  }

  private static func resolve(_ form: String, _ parts: [FormSource]) throws -> XMLElement {
    var roots: [String: XMLElement] = [:]
    for part in parts { roots[String(part.name.dropFirst(6).dropLast(4))] = try part.rootElement() }
    let root = try FormSource(name: "f.xml", bytes: Array(form.utf8)).rootElement()
    return try IncludeResolver(parts: roots).resolve(root).element
  }

  private static func refusal(of form: String, _ parts: [FormSource]) -> [Diagnostic] {
    do {
      _ = try resolve(form, parts)
      return []
    } catch {
      return (error as? DiagnosticError)?.diagnostics ?? []
    }
  }

  @Test("eight parts that include each other ten times made 10⁸ elements; they are refused at the include of the form")
  func eightTimesTen() {
    let refusal = Self.refusal(
      of: "<form>\n  <first>\n    <include part=\"p1\"/></first></form>", Self.chain(of: 8, times: 10))
    #expect(refusal.map(\.code) == ["form.size.elements"])
    #expect(refusal.first?.location?.position == "f.xml:3:5")
  }

  @Test("parts with nothing but includes in them are counted too")
  func nothingButIncludes() {
    var parts = Self.chain(of: 8, times: 10)
    parts[7] = FormSource(name: "house/p8.xml", bytes: Array("<part/>".utf8))
    #expect(Self.refusal(of: "<form><include part=\"p1\"/></form>", parts).map(\.code) == ["form.size.elements"])
  }

  @Test("a part that includes itself ten times is told so, once, and that it is too large")
  func itself() throws {
    let loop = FormSource(
      name: "house/loop.xml",
      bytes: Array("<part>\(String(repeating: "<include part=\"loop\"/>", count: 10))</part>".utf8))
    let form = FormSource(name: "f.xml", bytes: Array("<form id=\"f\"><include part=\"loop\"/></form>".utf8))
    do {
      _ = try FormLibrary(forms: [form], parts: [loop])
      Issue.record("it was read")
    } catch {
      #expect(Set(error.diagnostics.map(\.code)) == ["form.include.depth", "form.size.elements"])
      #expect(error.diagnostics.count <= 11)
    }
  }

  @Test("has at most ten thousand elements", arguments: [(98, true), (99, false)])
  func elements(groups: Int, isRead: Bool) {
    // Each group is 101 elements, the form another, and 101 texts stand beside the groups.
    let group = "<group>\(String(repeating: "<text/>", count: 100))</group>"
    let form = "<form>\(String(repeating: group, count: groups))\(String(repeating: "<text/>", count: 101))</form>"
    #expect((groups * 101 + 102 <= FormSize.elementLimit) == isRead)
    #expect(Self.refusal(of: form, []).map(\.code) == (isRead ? [] : ["form.size.elements"]))
  }

  @Test("has at most a thousand elements in one", arguments: [(1_000, true), (1_001, false)])
  func breadth(count: Int, isRead: Bool) {
    let row = String(repeating: "<text/>", count: count)
    #expect(Self.refusal(of: "<form>\(row)</form>", []).map(\.code) == (isRead ? [] : ["form.size.breadth"]))
    // By a part as by the form itself.
    let part = FormSource(name: "house/p1.xml", bytes: Array("<part>\(row.dropLast(7))</part>".utf8))
    #expect(
      Self.refusal(of: "<form><text/><include part=\"p1\"/></form>", [part]).map(\.code)
        == (isRead ? [] : ["form.size.breadth"]))
  }

  @Test("a parameter that each part makes ten times as long is refused before it fills the memory")
  func text() {
    let parts = (1...8).map { number in
      let says = String(repeating: "${says}", count: 10)
      return FormSource(
        name: "house/p\(number).xml",
        bytes: Array(
          (number < 8 ? "<part><include part=\"p\(number + 1)\" says=\"\(says)\"/></part>" : "<part>${says}</part>")
            .utf8)
      )
    }
    let refusal = Self.refusal(of: "<form><include part=\"p1\" says=\"一二三四\"/></form>", parts)
    #expect(refusal.map(\.code) == ["form.size.text"])
    #expect(refusal.first?.location?.position == "f.xml:1:7")
  }
}
