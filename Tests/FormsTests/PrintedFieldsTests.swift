import Fields
import Forms
import Layout
import Testing
import Typesetting

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
      try printed { $0.set("amendment.count", to: .integer(1)) } == [
        "kind", "contractor.representative", "contractor.representativeTitle",
      ])
  }

  @Test func elementsOfAListAreCounted() throws {
    let members = [ValueTree(["name": .text("甲")]), ValueTree(["role": .text("構成員")])]
    let printed = try printed { $0.set("contractor.members", to: .list(members)) }
    #expect(
      Set(printed.filter { $0.contains("member") || $0 == "number" }) == ["contractor.members[0].name", "number"])
  }

  /// A second page, and the sums carried to it, come to stand only when the paper is too long: nobody knows that here,
  /// so nothing that stands there alone is told as printed.
  private static let long = """
    <form id="f" version="1" edition="1" title="繰越" lang="ja-JP">
      <styles><colour name="ink" rgb="0 0 0"/><style name="t" role="mincho" size="10pt" colour="ink" align="start" lines="3" condense="0.5"/></styles>
      <page paper="A4" text-from="25mm" text-to="190mm" later-top="40mm" floor="265mm"/>
      <later><text style="t" y="20mm">{{ number }} {{ orderer.name }}</text></later>
      <flow><block y="40mm"><table from="25mm" to="190mm" rule-colour="ink" hairline-colour="ink">
        <columns>
          <column name="slice" from="25mm" to="90mm" style="t"/><column name="amount" from="90mm" to="190mm" style="t"/>
        </columns>
        <head><row height="7mm"><cell column="slice">{{ contractor.name }}</cell></row></head>
        <group>
          <each of="premium.steps">
            <row height="7mm">
              <cell column="slice">{{ slice }}</cell><cell column="amount">{{ amount | grouped | dash }}</cell>
              <carried-forward><row height="7mm"><cell column="amount">{{ runningAmount | grouped }}</cell></row></carried-forward>
              <brought-forward><row height="7mm"><cell column="amount">{{ runningProduct }} {{ work.name }}</cell></row></brought-forward>
            </row>
          </each>
        </group>
      </table></block></flow>
    </form>
    """

  @Test func whatStandsOnALaterPageOrIsCarriedToItIsNotTold() throws {
    let library = try FormLibrary(forms: [FormSource(name: "f.xml", bytes: Array(Self.long.utf8))], parts: [])
    var values = ValueTree()
    for path in ["number", "orderer.name", "contractor.name", "work.name"] { values.set(path, to: .text(path)) }
    let step = ValueTree([
      "slice": .text("1"), "amount": .yen(1), "runningAmount": .yen(2), "runningProduct": .text("3"),
    ])
    values.set("premium.steps", to: .list([step]))
    let form = library.forms[0]
    #expect(form.printedFields(values) == ["contractor.name", "premium.steps[0].slice", "premium.steps[0].amount"])
    // The paper has them all the same, for the case that it is too long.
    #expect(!form.fill(values).laterPages.isEmpty)
  }
}
