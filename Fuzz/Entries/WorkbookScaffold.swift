/// The parts of a small sound workbook, in each of which a fuzzer may put its own bytes.
enum WorkbookScaffold {
  private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  static let parts: [(name: String, bytes: [UInt8])] = [
    (
      "xl/worksheets/sheet1.xml",
      #"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#
    ),
    ("xl/sharedStrings.xml", "<sst><si><t>保証の種類</t></si></sst>"),
    ("xl/styles.xml", #"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    (
      "xl/workbook.xml",
      #"<workbook xmlns:r="\#(relation)"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    ),
    (
      "xl/_rels/workbook.xml.rels",
      #"<Relationships><Relationship Id="rId1" Type="\#(relation)/worksheet" Target="worksheets/sheet1.xml"/>"#
        + #"<Relationship Id="rId2" Type="\#(relation)/styles" Target="styles.xml"/>"#
        + #"<Relationship Id="rId3" Type="\#(relation)/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    ),
    (
      "_rels/.rels",
      #"<Relationships><Relationship Id="r" Type="\#(relation)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    ),
  ].map { ($0.0, Array($0.1.utf8)) }
}
