import Diagnostics
import Forms
import Testing

@Suite("Broken forms")
struct BrokenFormTests {
  /// A fault, what stands in the form, and the diagnostic expected: its code and the line and column of its element.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var body: String
    var code: String
    var line: Int
    var column: Int
    var testDescription: String { name }
  }

  /// The body begins on line 3 of the file.
  static func form(_ body: String, secret: Bool = false) -> String {
    """
    <form id="t" version="1" title="t"\(secret ? " secret=\"key\"" : "")>
    <styles><colour name="ink" rgb="0 0 0"/><colour name="blue" rgb="0 0 9"/><colour name="hairline" rgb="9 9 9"/><style name="text" role="mincho" size="10pt"/></styles>
    \(body)
    </form>
    """
  }

  static func inFirst(_ body: String) -> String { "<first>\(body)</first>" }
  static func inTable(_ body: String) -> String {
    "<flow><block y=\"9mm\"><table><columns><column name=\"label\" from=\"1mm\" to=\"2mm\"/><column name=\"value\" from=\"1mm\" to=\"2mm\"/></columns>\(body)</table></block></flow>"
  }

  static let cases: [Case] = [
    Case(
      name: "a leader of two characters", body: inFirst("<text y=\"1mm\">a<leader with=\"..\"/>b</text>"), code: "form.leader", line: 3,
      column: 23),
    Case(name: "an unknown section", body: "<body/>", code: "form.element.unknown", line: 3, column: 1),
    Case(name: "an unknown box", body: inFirst("<txt y=\"1mm\">a</txt>"), code: "form.element.unknown", line: 3, column: 8),
    Case(
      name: "an unknown attribute", body: inFirst("<text y=\"1mm\" styl=\"text\">a</text>"), code: "form.attribute.unknown", line: 3,
      column: 8),
    Case(name: "a missing attribute", body: inFirst("<text>a</text>"), code: "form.attribute.missing", line: 3, column: 8),
    Case(name: "an unknown style", body: inFirst("<text y=\"1mm\" style=\"txt\">a</text>"), code: "form.style.unknown", line: 3, column: 8),
    Case(name: "a length without a unit", body: inFirst("<text y=\"1\">a</text>"), code: "form.length", line: 3, column: 8),
    Case(name: "a length in inches", body: inFirst("<text y=\"1in\">a</text>"), code: "form.length", line: 3, column: 8),
    Case(name: "a length with an exponent", body: inFirst("<text y=\"1e3mm\">a</text>"), code: "form.length", line: 3, column: 8),
    Case(name: "an unknown measure", body: inFirst("<text y=\"row\">a</text>"), code: "form.measure.unknown", line: 3, column: 8),
    Case(name: "a measure without steps", body: "<measures><measure name=\"row\"/></measures>", code: "form.measure", line: 3, column: 11),
    Case(name: "an unknown colour", body: inFirst("<fill y=\"1mm\" colour=\"red\"/>"), code: "form.colour.unknown", line: 3, column: 8),
    Case(
      name: "a colour out of range", body: "<styles><colour name=\"x\" rgb=\"0 0 256\"/></styles>", code: "form.colour", line: 3, column: 9),
    Case(
      name: "a colour without a name", body: "<styles><colour rgb=\"0 0 0\"/></styles>", code: "form.attribute.missing", line: 3, column: 9),
    Case(
      name: "a style like none", body: "<styles><style name=\"x\" like=\"y\"/></styles>", code: "form.style.unknown", line: 3, column: 9),
    Case(name: "an unknown alignment", body: inFirst("<text y=\"1mm\" align=\"left\">a</text>"), code: "form.word", line: 3, column: 8),
    Case(name: "a number in words", body: inFirst("<text y=\"1mm\" lines=\"two\">a</text>"), code: "form.number", line: 3, column: 8),
    Case(name: "an unknown field", body: inFirst("<text y=\"1mm\">{{ work.nam }}</text>"), code: "form.path.unknown", line: 3, column: 22),
    Case(name: "an empty expression", body: inFirst("<text y=\"1mm\">{{ }}</text>"), code: "form.path.unknown", line: 3, column: 22),
    Case(name: "an open expression", body: inFirst("<text y=\"1mm\">{{ number</text>"), code: "form.expression", line: 3, column: 22),
    Case(
      name: "an unknown formatter", body: inFirst("<text y=\"1mm\">{{ concludedOn | warek }}</text>"), code: "form.formatter.unknown",
      line: 3, column: 22),
    Case(
      name: "a date as an amount", body: inFirst("<text y=\"1mm\">{{ concludedOn | grouped }}</text>"), code: "form.formatter.type",
      line: 3, column: 22),
    Case(
      name: "an amount as a date", body: inFirst("<text y=\"1mm\">{{ work.price | wareki }}</text>"), code: "form.formatter.type", line: 3,
      column: 22),
    Case(
      name: "a text as a share", body: inFirst("<text y=\"1mm\">{{ number | percent }}</text>"), code: "form.formatter.type", line: 3,
      column: 22),
    Case(
      name: "a date without a formatter", body: inFirst("<text y=\"1mm\">{{ concludedOn }}</text>"), code: "form.formatter.missing",
      line: 3, column: 22),
    Case(
      name: "an amount without a formatter", body: inFirst("<text y=\"1mm\">{{ work.price }}</text>"), code: "form.formatter.missing",
      line: 3, column: 22),
    Case(
      name: "a value that may be absent", body: inFirst("<text y=\"1mm\">{{ remarks }}</text>"), code: "form.path.optional", line: 3,
      column: 22),
    Case(
      name: "a value that one kind lacks", body: inFirst("<text y=\"1mm\">{{ guarantee.until | wareki }}</text>"),
      code: "form.path.optional", line: 3, column: 22),
    Case(
      name: "a value asked for under another", body: inFirst("<text y=\"1mm\" when=\"remarks\">{{ work.tax | grouped }}</text>"),
      code: "form.path.optional", line: 3, column: 37),
    Case(
      name: "the key in an open form", body: inFirst("<text y=\"1mm\">{{ key | key }}</text>"), code: "form.secret", line: 3, column: 22),
    Case(
      name: "the key without its formatter", body: inFirst("<text y=\"1mm\">{{ key }}</text>"), code: "form.secret", line: 3, column: 22),
    Case(
      name: "the key with a dash", body: inFirst("<text y=\"1mm\">{{ key | dash }}</text>"), code: "form.formatter.type", line: 3,
      column: 22),
    Case(
      name: "a condition on nothing", body: inFirst("<when><text y=\"1mm\">a</text></when>"), code: "form.condition", line: 3, column: 8),
    Case(name: "a condition on an unknown field", body: inFirst("<when present=\"x\"/>"), code: "form.path.unknown", line: 3, column: 8),
    Case(
      name: "a condition in other words", body: inFirst("<when present=\"remarks\" equals=\"x\"/>"), code: "form.condition", line: 3,
      column: 8),
    Case(name: "a repetition over a text", body: inFirst("<each of=\"number\"/>"), code: "form.each", line: 3, column: 8),
    Case(
      name: "a list printed", body: inFirst("<text y=\"1mm\">{{ premium.steps }}</text>"), code: "form.formatter.missing", line: 3,
      column: 22),
    Case(
      name: "an element's field outside its repetition", body: inFirst("<text y=\"1mm\">{{ role }}</text>"), code: "form.path.unknown",
      line: 3, column: 22),
    Case(name: "a row outside a table", body: inFirst("<row height=\"7mm\"/>"), code: "form.element.unknown", line: 3, column: 8),
    Case(
      name: "an unknown column", body: inTable("<row height=\"7mm\"><cell column=\"valu\">a</cell></row>"), code: "form.column.unknown",
      line: 3, column: 150),
    Case(
      name: "a note without a column", body: inTable("<row height=\"7mm\" note=\"n\">a</row>"), code: "form.column.unknown", line: 3,
      column: 132),
    Case(name: "a row without a height", body: inTable("<row>a</row>"), code: "form.attribute.missing", line: 3, column: 132),
    Case(
      name: "a span inside a box of shapes", body: inFirst("<text y=\"1mm\"><b>a</b></text>"), code: "form.element.unknown", line: 3,
      column: 22),
    Case(name: "an unknown part", body: "<include part=\"mst\"/>", code: "form.include.unknown", line: 3, column: 1),
    Case(name: "a part that includes itself", body: "<include part=\"loop\"/>", code: "form.include.depth", line: 1, column: 7),
    Case(name: "a part's missing parameter", body: "<include part=\"says\"/>", code: "form.include.parameter", line: 1, column: 28),
  ]

  static let parts = [
    FormSource(name: "house/mast.xml", bytes: Array("<part/>".utf8)),
    FormSource(name: "house/loop.xml", bytes: Array("<part><include part=\"loop\"/></part>".utf8)),
    FormSource(name: "house/says.xml", bytes: Array("<part><first><text y=\"1mm\">${says}</text></first></part>".utf8)),
  ]

  static func problems(_ text: String) -> [Diagnostic] {
    do {
      _ = try FormLibrary(forms: [FormSource(name: "t.xml", bytes: Array(text.utf8))], parts: parts)
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test("are refused with code and place", arguments: cases)
  func refused(_ broken: Case) {
    let problems = Self.problems(Self.form(broken.body))
    let found = problems.map { "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
    #expect(found.contains("\(broken.code) \(broken.line):\(broken.column)"), "found \(found)")
  }

  /// Whole files rather than bodies.
  static let files: [(name: String, text: String, code: String)] = [
    ("an empty file", "", "form.xml.syntax"),
    ("text after the root", "<form id=\"a\" version=\"1\" title=\"\"/>x", "form.xml.syntax"),
    ("an unclosed element", "<form id=\"a\" version=\"1\"><first></form>", "form.xml.syntax"),
    ("a document type", "<!DOCTYPE form><form id=\"a\" version=\"1\"/>", "form.xml.doctype"),
    ("an entity bomb", "<!DOCTYPE form [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><form>&b;</form>", "form.xml.doctype"),
    ("an external entity", "<!DOCTYPE form [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><form>&a;</form>", "form.xml.doctype"),
    ("an undefined entity", "<form id=\"a\" version=\"1\">&x;</form>", "form.xml.syntax"),
    ("endless nesting", String(repeating: "<form>", count: 100), "form.xml.depth"),
    ("another root", "<page/>", "form.root"),
    ("another version", "<form id=\"a\" version=\"2\"/>", "form.version"),
    ("no version", "<form id=\"a\"/>", "form.version"),
    ("an id with a path in it", "<form id=\"../a\" version=\"1\" title=\"\"/>", "form.id"),
    ("bytes that are no UTF-8", "<form id=\"\u{FFFD}", "form.xml.syntax"),
  ]

  @Test("of the wrong shape are refused", arguments: files)
  func file(name: String, text: String, code: String) {
    #expect(Self.problems(text).map(\.code).contains(code), "\(Self.problems(text).map(\.code))")
  }

  @Test("report all problems at once")
  func allAtOnce() {
    let body = Self.inFirst("<text y=\"1\">{{ nunber }}</text>\n<text y=\"1mm\" style=\"x\">{{ remarks }}</text>")
    #expect(
      Set(Self.problems(Self.form(body)).map(\.code)) == ["form.style.unknown", "form.path.optional", "form.length", "form.path.unknown"])
  }

  @Test("name the nearest known field")
  func nearest() {
    let problems = Self.problems(Self.form(Self.inFirst("<text y=\"1mm\">{{ work.nane }}</text>")))
    #expect(problems.first?.advice?.english == "Did you mean work.name?")
  }
}
