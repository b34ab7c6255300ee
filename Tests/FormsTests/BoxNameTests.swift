import Diagnostics
import Fields
import Layout
import Testing

@testable import Forms
@testable import Typesetting

/// Boxes are called by what a person reads on the paper.
@Suite("Names of boxes")
struct BoxNameTests {
  private static func form(_ body: String) throws -> Form {
    let library = try FormLibrary(forms: [FormSource(name: "t.xml", bytes: Array(text(body).utf8))], parts: [])
    return try #require(library["t"])
  }

  private static func text(_ body: String) -> String {
    """
    <form id="t" version="1" title="t">
    <styles><colour name="blue" rgb="0 0 9"/><colour name="hairline" rgb="9 9 9"/><style name="text" role="mincho" size="10pt"/></styles>
    \(body)
    </form>
    """
  }

  @Test(
    "a text goes by its own words, values by the headings of their fields",
    arguments: [
      ("第{{ number }}号", "第〔保証契約番号〕号"),
      ("{{ orderer.addressee | honoured }}", "被保証者"),
      ("{{ contractor.name }}{{ contractor.address }}", "受注者・受注者住所"),
      ("お問い合わせ", "お問い合わせ"),
      ("　{{ number }}　", "保証契約番号"),
      ("この用紙は、電子証書の内容を確認する画面を印刷したものです。", "この用紙は、電子証書の内容を確認する画面を印刷…"),
      ("{{ issuer.name }}", "保証会社の商号"),
      ("<when present=\"remarks\">{{ remarks }}</when><when absent=\"remarks\">－</when>", "備考"),
      ("甲<br/>乙", "甲乙"),
      ("甲<leader/>{{ number }}", "甲〔保証契約番号〕"),
    ])
  func text(_ body: String, _ name: String) throws {
    let form = try Self.form("<first><text y=\"1mm\">\(body)</text></first>")
    #expect(form.firstPage.flatMap(\.items).flatMap(\.names) == [name])
  }

  @Test("a value goes by its row's label, and below a column's head by both") func table() throws {
    let form = try Self.form(
      """
      <flow><block y="9mm"><table><columns>
      <column name="label" from="0mm" to="20mm" as="label"/><column name="value" from="20mm" to="100mm"/>
      <column name="left" from="20mm" to="60mm"/><column name="right" from="60mm" to="100mm"/></columns>
      <row height="7mm" label="工事名">{{ work.name }}</row>
      <row height="7mm" label="保証契約者"><line>{{ contractor.name }}</line><line>{{ contractor.address }}</line></row>
      <row height="7mm" label="事項"><cell column="left" as="head">変更前</cell><cell column="right" as="head">変更後</cell></row>
      <row height="7mm" label="金額"><cell column="left">{{ work.price | grouped }}</cell><cell column="right">{{ work.price | grouped }}</cell></row>
      <row height="7mm"><cell column="left">合計</cell><cell column="right">{{ work.price | grouped }}</cell></row>
      <row height="7mm" label="備考">{{ number }}</row>
      </table></block></flow>
      """)
    let groups = form.flow.flatMap(\.items).flatMap(\.tables).flatMap(\.items).flatMap(\.groups).flatMap(\.items)
    let rows = groups.flatMap(\.rows).flatMap(\.items)
    let names = rows.map {
      $0.cells.flatMap(\.items).map { $0.lines.flatMap(\.items).map(\.name).joined(separator: " / ") }
    }
    #expect(
      names == [
        ["工事名", "工事名"], ["保証契約者", "保証契約者　受注者 / 保証契約者　受注者住所"], ["事項", "変更前", "変更後"],
        ["金額", "金額　変更前", "金額　変更後"], ["合計", "合計　変更後"], ["備考", "備考"],
      ])
  }

  @Test("every box of the papers has a name that is no place in a file") func papers() throws {
    for form in try Repository.library().forms {
      let names = form.names
      #expect(names.count > 20)
      for name in names { #expect(!name.contains(".xml"), "\(form.id): \(name)") }
    }
  }

  @Test("a form lets variation sequences give way for the fields that it names") func baseForms() throws {
    let source = """
      <form id="t" version="1" title="t" base-forms="contractor.name">
      <styles><style name="text" role="mincho" size="10pt"/></styles>
      <first><text y="1mm">{{ contractor.name }}</text><text y="9mm">{{ orderer.name }}</text></first>
      </form>
      """
    let library = try FormLibrary(forms: [FormSource(name: "t.xml", bytes: Array(source.utf8))], parts: [])
    var values = ValueTree()
    for path in ["contractor.name", "orderer.name"] { values.set(path, to: .text("葛\u{E01EF}")) }
    let document = try #require(library["t"]).fill(values)
    let allowed = document.firstPage.map { box -> Bool? in
      if case .text(let text) = box { text.paragraph.inlines.first?.allowsBaseForm } else { nil }
    }
    #expect(allowed == [true, false])
  }

  @Test("of other fields, and of none, it says so", arguments: ["contractor.nam", "work.price", "key"])
  func badBaseForms(_ path: String) throws {
    let source = "<form id=\"t\" version=\"1\" title=\"t\" base-forms=\"\(path)\"/>"
    #expect(throws: DiagnosticError.self) {
      try FormLibrary(forms: [FormSource(name: "t.xml", bytes: Array(source.utf8))], parts: [])
    }
  }
}

extension Form {
  /// Names of every text of the form, whatever its conditions.
  fileprivate var names: [String] {
    let boxes = (everyPage + firstPage + laterPages + flow.flatMap(\.items).flatMap(\.boxes)).flatMap(\.items).flatMap(
      \.names)
    let tables = flow.flatMap(\.items).flatMap(\.tables).flatMap(\.items)
    let groups = tables.flatMap(\.groups).flatMap(\.items)
    let cells = (tables.flatMap(\.head) + groups.flatMap { $0.head + $0.rows }).flatMap(\.items).flatMap(\.cells)
      .flatMap(\.items)
    return boxes + cells.flatMap(\.lines).flatMap(\.items).map(\.name)
  }
}

extension BoxTemplate {
  fileprivate var names: [String] {
    switch self {
    case .text(let text, let otherwise, _): [text.name] + (otherwise.map { [$0.name] } ?? [])
    case .pageNumber(let text, _): [text.name]
    case .group(let inner): inner.flatMap(\.items).flatMap(\.names)
    case .constant(.text(let box)): [box.paragraph.name]
    case .constant, .code, .seal, .image, .cells: []
    }
  }
}
