import Fields
import Forms
import Testing

/// What a form prints for a record, told by the form itself.
@Suite struct PrintedFieldsTests {
  private static let form = """
    <form id="f" version="1" edition="1" title="{{ kind }}" lang="ja-JP">
      <styles><colour name="ink" rgb="0 0 0"/><style name="t" role="mincho" size="10pt" colour="ink" align="start" lines="3" condense="0.5"/></styles>
      <page paper="A4" text-from="25mm" text-to="190mm" floor="265mm"/>
      <first>
        <text style="t" y="40mm">{{ contractor.representative | titled:contractor.representativeTitle }}</text>
        <when present="amendment.count"><text style="t" y="60mm">{{ amendment.on | wareki | dash }}</text></when>
        <when absent="amendment.count"><text style="t" y="60mm">{{ concludedOn | wareki }}</text></when>
        <each of="contractor.members">
          <text style="t" y="80mm">{{ name | dash }} {{ number }}</text>
        </each>
      </first>
    </form>
    """

  private func printed(_ change: (inout ValueTree) -> Void = { _ in }) throws -> Set<String> {
    let library = try FormLibrary(forms: [FormSource(name: "f.xml", bytes: Array(Self.form.utf8))], parts: [])
    var values = ValueTree()
    values.set("kind", to: .text("契約保証"))
    values.set("number", to: .text("44-07"))
    values.set("concludedOn", to: .date(CalendarDate(iso: "2026-04-01")!))
    values.set("contractor.representative", to: .text("礎　太郎"))
    values.set("contractor.representativeTitle", to: .text("代表取締役"))
    values.set("premium.amount", to: .yen(1000))
    change(&values)
    return library.forms[0].printedFields(values)
  }

  @Test func whatAConditionAsksForIsNotPrinted() throws {
    #expect(try printed() == ["kind", "concludedOn", "contractor.representative", "contractor.representativeTitle"])
    #expect(
      try printed { $0.set("amendment.count", to: .integer(1)) } == ["kind", "contractor.representative", "contractor.representativeTitle"])
  }

  @Test func elementsOfAListAreCounted() throws {
    let members = [ValueTree(["name": .text("甲")]), ValueTree(["role": .text("構成員")])]
    let printed = try printed { $0.set("contractor.members", to: .list(members)) }
    #expect(Set(printed.filter { $0.contains("member") || $0 == "number" }) == ["contractor.members[0].name", "number"])
  }
}
