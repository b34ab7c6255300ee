import DrawnDocument
import Testing

@testable import PDFFinishing
@testable import PDFSyntax

/// Marks in the content of a page, by counting glyphs.
@Suite struct ContentMarkingTests {
  struct Example: CustomTestStringConvertible {
    let testDescription: String
    /// Of elements P0, P1, …, in order; nil for a foot.
    let texts: [(glyphs: Int, element: Int?)]
    var tags: [Int: Int] = [:]
    let drawn: String
    let marked: String
    /// The elements of the marked contents.
    let owners: [Int]
  }

  static let examples: [Example] = [
    Example(
      testDescription: "one text", texts: [(2, 0)], drawn: "BT /f Tf <00010002>Tj ET",
      marked: "BT /f Tf /P0<</MCID 0>>BDC <00010002>Tj EMC ET",
      owners: [0]),
    Example(
      testDescription: "two in one text object", texts: [(1, 0), (2, 1)],
      drawn: "BT [<0001>]TJ 0 -1 Td [<0002>-3<0003>]TJ ET",
      marked: "BT /P0<</MCID 0>>BDC [<0001>]TJ EMC 0 -1 Td /P1<</MCID 1>>BDC [<0002>-3<0003>]TJ EMC ET",
      owners: [0, 1]),
    Example(
      testDescription: "two in one string", texts: [(1, 0), (2, 1)], drawn: "BT <000100020003>Tj ET",
      marked: "BT /P0<</MCID 0>>BDC <0001>Tj EMC/P1<</MCID 1>>BDC <00020003>Tj EMC ET", owners: [0, 1]),
    Example(
      testDescription: "three in one array, one of them a foot", texts: [(1, 0), (2, nil), (1, 1)],
      drawn: "BT [<00010002>-30<0003>5<0004>]TJ ET",
      marked:
        "BT /P0<</MCID 0>>BDC [<0001>]TJ EMC/Artifact<</Type/Pagination/Subtype/Footer>>BDC [<0002>-30<0003>5]TJ EMC"
        + "/P1<</MCID 1>>BDC [<0004>]TJ EMC ET", owners: [0, 1]),
    Example(
      testDescription: "a string over two lines", texts: [(2, 0), (1, 1)], drawn: "BT [<00\n010\n002\n0003>]TJ ET",
      marked: "BT /P0<</MCID 0>>BDC [<00\n010\n002\n>]TJ EMC/P1<</MCID 1>>BDC [<0003>]TJ EMC ET", owners: [0, 1]),
    Example(
      testDescription: "literal strings", texts: [(1, 0), (2, 1), (1, 2)],
      drawn: "BT [(\\000A)2(\\000B\\000\\))(\\(c)]TJ ET",
      marked:
        "BT /P0<</MCID 0>>BDC [(\\000A)2]TJ EMC/P1<</MCID 1>>BDC [(\\000B\\000\\))]TJ EMC"
        + "/P2<</MCID 2>>BDC [(\\(c)]TJ EMC ET",
      owners: [0, 1, 2]),
    Example(
      testDescription: "two in one literal string", texts: [(1, 0), (1, 1)], drawn: "BT (\\000A\\000B)Tj ET",
      marked: "BT /P0<</MCID 0>>BDC <0041>Tj EMC/P1<</MCID 1>>BDC <0042>Tj EMC ET", owners: [0, 1]),
    Example(
      testDescription: "a text in two colours", texts: [(3, 0)], drawn: "BT <0001>Tj ET 1 g BT <00020003>Tj ET",
      marked: "BT /P0<</MCID 0>>BDC <0001>Tj EMC ET 1 g BT /P0<</MCID 1>>BDC <00020003>Tj EMC ET", owners: [0, 0]),
    Example(
      testDescription: "glyphs with a text of their own", texts: [(2, 0), (1, 1)],
      drawn: "BT /Span<</ActualText<FEFF5B57>>>BDC <0001>Tj EMC <0002>Tj /Span<</ActualText<FEFF>>>BDC <0003>Tj EMC ET",
      marked: "BT /P0<</MCID 0>>BDC /Span<</ActualText<FEFF5B57>>>BDC <0001>Tj EMC <0002>Tj EMC "
        + "/P1<</MCID 1>>BDC /Span<</ActualText<FEFF>>>BDC <0003>Tj EMC EMC ET", owners: [0, 1]),
    Example(
      testDescription: "shapes before and behind", texts: [(1, 0)], tags: [0: 0, 1: 1],
      drawn: "/Sect << /MCID 0 >> BDC 1 1 m S EMC BT <0001>Tj ET /Sect << /MCID 1 >> BDC 0 0 9 9 re f EMC",
      marked:
        "/Artifact<</Type/Layout>>BDC 1 1 m S EMC BT /P0<</MCID 0>>BDC <0001>Tj EMC ET "
        + "/P2<</MCID 1>>BDC 0 0 9 9 re f EMC",
      owners: [0, 2]),
  ]

  private static func structure(_ texts: [(glyphs: Int, element: Int?)]) -> DocumentStructure {
    DocumentStructure(
      elements: (0..<3).map { .init(name: "P\($0)") },
      texts: [texts.map { .init(glyphs: $0.glyphs, owner: $0.element.map { .element($0) } ?? .artifact(.footer)) }],
      shapes: [.init(owner: .artifact(.layout)), .init(owner: .element(2))])
  }

  private static func marked(_ example: Example) throws -> (content: String, owners: [Int]) {
    var marking = try ContentMarking(
      Array(example.drawn.utf8), page: 0, tags: example.tags, structure: structure(example.texts))
    return (String(decoding: try marking.markContent(), as: UTF8.self), marking.owners)
  }

  @Test(arguments: examples) func eachTextHasItsMarks(_ example: Example) throws {
    let (content, owners) = try Self.marked(example)
    func words(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("EMC /", with: "EMC/")
    }
    #expect(words(content) == words(example.marked))
    #expect(owners == example.owners)
  }

  /// Each of these would give a text to the wrong element, or marks that are not nested (ISO 32000-1 14.6.1).
  @Test(arguments: [
    ("BT <0001>Tj ET", 2), ("BT <000100020003>Tj ET", 2), ("", 2), ("BT (ab)Tj ET", 2), ("BT <000100>Tj ET", 2),
    ("BT <00010002>' ET", 2),
    ("/Span BMC BT <00010002>Tj ET EMC", 2), ("BT /Span<</ActualText<FEFF>>>BDC <00010002>Tj ET EMC", 2),
    ("BT <00010002>Tj EMC ET", 2),
    ("/Sect<</MCID 0>>BDC BT <00010002>Tj ET EMC", 2), ("/Sect<</MCID 7>>BDC EMC BT <00010002>Tj ET", 2),
    ("Q BT <00010002>Tj ET", 2),
    ("BT /Span<</ActualText<FEFF>>>BDC <00010002>Tj EMC ET", 1), ("BT /Span<</ActualText<FEFF>>>BDC <00010002>Tj", 2),
    ("/Sect<</MCID 0>>BDC BT ET", 0), ("BT <</A/BCD>>Tj ET", 2), ("BT [<</G/HIJ>>]TJ ET", 2),
    ("BT [<0001><</A<0002>>>]TJ ET", 2),
  ]) func whatWouldBeMarkedWronglyIsRefused(_ drawn: String, _ glyphs: Int) {
    let texts: [(glyphs: Int, element: Int?)] = glyphs == 1 ? [(1, 0), (1, 1)] : glyphs == 0 ? [] : [(glyphs, 0)]
    let example = Example(testDescription: "", texts: texts, tags: [0: 0], drawn: drawn, marked: "", owners: [])
    #expect(throws: PDFFault.self) { try Self.marked(example) }
  }
}

@Suite struct KidListsTests {
  @Test(arguments: [[], [nil], [nil, nil], [nil, 0, 0, nil, 3, 1, 0], [nil, 0, 1, 2, 3]] as [[Int?]])
  func eachHasThoseInItInOrder(_ parents: [Int?]) {
    let kids = KidLists(of: parents)
    for element in [nil] + parents.indices.map(Optional.some) {
      #expect(Array(kids[element]) == parents.indices.filter { parents[$0] == element })
    }
  }
}
