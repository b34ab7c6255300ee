import DrawnDocument
import PDFSyntax
import Testing
import Typesetting

@testable import Drawing

/// What Cairo may write of a piece, and the one form in which it is kept.
@Suite struct PieceReaderTests {
  struct Example: CustomTestStringConvertible {
    let testDescription: String
    /// Colours are numbers of inks: black is 1 of 255 in blue; see `DrawnFile.inks`. `0041` is a glyph of face 0, `0042`
    /// one of face 1, `0043` and `0044` are two that show one text.
    let drawn: [String]
    let piece: String
  }

  static let examples = [
    Example(
      testDescription: "a matrix of the page, set or not",
      drawn: [
        "rg1 1 0 0 -1 0 100 cm BT /f 1 Tf 8 0 0 -8 20 30 Tm <0041>Tj ET",
        "rg1 q 1 0 0 -1 0 100 cm BT /f 1 Tf 8 0 0 -8 20 30 Tm <0041>Tj ET Q",
        "BT rg1 /f 8 Tf 1 0 0 1 20 70 Tm <0041>Tj ET", "rg1 BT /f 2 Tf 4 0 0 4 0 0 Tm 5 17.5 Td (\\000A) Tj ET",
        "1 0 0 1 20 0 cm 1 0 0 1 0 70 cm rg1 BT /f 8 Tf [<0041>]TJ ET",
      ], piece: "0 g BT /F0 1 Tf 8 0 0 -8 20 30 Tm[<0000>]TJ ET\n"),
    Example(
      testDescription: "a string in parts",
      drawn: [
        "rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm <0041004100410041>Tj ET",
        "rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm <00410041>Tj <00410041>Tj ET",
        "rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm <0041>Tj 4 0 Td <0041>Tj ET BT 1 0 0 1 28 70 Tm [<0041>0.2<0041>]TJ ET",
      ], piece: "0 g BT /F0 1 Tf 8 0 0 -8 20 30 Tm[<0000000000000000>]TJ ET\n"),
    Example(
      testDescription: "letters that are spread",
      drawn: [
        "rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm [<0041>-120<0041>250<0041>]TJ ET",
        "rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm [<0041>-60 -60 <0041>] TJ 6.96 0 Td <0041>Tj ET",
      ], piece: "0 g BT /F0 1 Tf 8 0 0 -8 20 30 Tm[<0000>-120<0000>250<0000>]TJ ET\n"),
    Example(
      testDescription: "two faces, two sizes, two lines",
      drawn: ["rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm <00410042>Tj 0 -9 Td <0041>Tj 10 0 0 8 20 50 Tm <0041>Tj ET"],
      piece: "0 g BT /F0 1 Tf 8 0 0 -8 20 30 Tm[<0000>]TJ /F1 1 Tf 8 0 0 -8 24 30 Tm[<0000>]TJ "
        + "/F0 1 Tf 8 0 0 -8 20 39 Tm[<0000>]TJ 80 0 0 -64 20 50 Tm[<0000>]TJ ET\n"),
    Example(
      testDescription: "two colours",
      drawn: [
        "rg2 BT /f 8 Tf 1 0 0 1 20 70 Tm <0041>Tj ET rg3 BT /f 8 Tf 1 0 0 1 24 70 Tm <0041>Tj ET",
        "rg2 BT /f 8 Tf 1 0 0 1 20 70 Tm <0041>Tj rg3 <0041>Tj ET",
      ], piece: "1 0 0 rg BT /F0 1 Tf 8 0 0 -8 20 30 Tm[<0000>]TJ 0.502 g [<0000>]TJ ET\n"),
    Example(
      testDescription: "two glyphs for one text", drawn: ["rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm <0041004300440041>Tj ET"],
      piece: "0 g BT /F0 1 Tf 8 0 0 -8 20 30 Tm[<0000>]TJ /Span<</ActualText<FEFF304B3099>>>BDC [<00000000>]TJ EMC "
        + "[<0000>]TJ ET\n"),
    Example(
      testDescription: "turned text", drawn: ["rg1 BT /f 8 Tf 0 -1 1 0 20 70 Tm [<0041>-100<0041>]TJ ET"],
      piece: "0 g BT /F0 1 Tf 0 8 8 0 20 30 Tm[<0000>-100<0000>]TJ ET\n"),
    Example(
      testDescription: "strokes",
      drawn: [
        "1 0 0 -1 0 100 cm RG2 2 w 0 J 0 j []0.0 d 10 M 5 6 m 7 8 l S", "/a0 gs 2 w RG2 5 94 m 7 92 l S",
        "q 2 w 1 0 0 -1 0 100 cm 5 6 m 7 8 l RG2 S Q",
      ], piece: "1 0 0 RG 2 w 5 6 m 7 8 l S\n"),
    Example(
      testDescription: "dashes", drawn: ["RG1 1 0 0 -1 0 100 cm 2 w [3 1.5]0 d 5 6 m 7 8 l S [] 0 d 5 9 m 7 9 l S"],
      piece: "0 G 2 w q [3 1.5]0 d 5 6 m 7 8 l S Q\n5 9 m 7 9 l S\n"),
    Example(
      testDescription: "areas",
      drawn: ["1 0 0 -1 0 100 cm rg4 RG1 5 6 10 20 re f 0 0 m 1 2 3 4 5 6 c h f* 1 2 3 4 re B"],
      piece: "1 g 5 6 10 20 re f\n0 0 m 1 2 3 4 5 6 c h f*\n0 G 1 w 1 2 3 4 re B\n"),
    Example(
      testDescription: "a clip", drawn: ["rg1 1 0 0 -1 0 100 cm q 1 2 3 4 re W n 5 6 10 20 re f Q 5 6 1 1 re f"],
      piece: "0 g q 1 2 3 4 re W n 5 6 10 20 re f Q\n5 6 1 1 re f\n"),
    Example(
      testDescription: "a mask",
      drawn: [
        "rg1 1 0 0 -1 0 100 cm q 20 0 0 -20 30 60 cm /x Do Q", "q rg1 20 0 0 20 30 40 cm /x Do Q",
      ], piece: "0 g q 20 0 0 -20 30 60 cm/X0000 Do Q\n"),
    Example(
      testDescription: "a picture, which has no colour",
      drawn: ["1 0 0 -1 0 100 cm rg1 14390 14390 1 1 re f q 20 0 0 -20 30 60 cm /z Do Q"],
      piece: "q 20 0 0 -20 30 60 cm/X0000 Do Q\n"),
    Example(testDescription: "nothing", drawn: ["", "rg1 RG2 1 2 m n BT /f 1 Tf ET"], piece: ""),
  ]

  @Test(arguments: examples) func aPieceHasOneForm(_ example: Example) throws {
    for drawn in example.drawn {
      let pieces = try DrawnFile.pieces(drawn)
      #expect(String(decoding: pieces[0].content, as: UTF8.self) == example.piece, "\(drawn)")
      for place in pieces[0].glyphs.map(\.offset) + pieces[0].objects.map(\.offset) {
        #expect(pieces[0].content[place..<place + 4].elementsEqual("0000".utf8))
      }
    }
  }

  /// Each is told by its colours, and its coordinates count from its origin. A piece of nothing is empty.
  @Test func coloursDivideWhatWasDrawn() throws {
    let drawn =
      "1 0 0 -1 0 100 cm RG1 5 6 m 7 8 l S rg6 RG6 5 6 m 7 8 l S BT /f 1 Tf 8 0 0 -8 20 30 Tm <0041>Tj ET "
      + "rg7 1 2 3 4 re f"
    let origins = [(0, 0), (1, 2), (0, 0), (0, 0)].map { Point(.pt($0), .pt($1)) }
    let pieces = try DrawnFile.pieces(drawn, origins: origins)
    #expect(
      pieces.map { String(decoding: $0.content, as: UTF8.self) } == [
        "0 G 1 w 5 6 m 7 8 l S\n", "0 G 1 w 4 4 m 6 6 l S\n0 g BT /F0 1 Tf 8 0 0 -8 19 28 Tm[<0000>]TJ ET\n", "",
        "1 0 0 rg 1 2 3 4 re f\n",
      ])
  }

  /// A page of this program needs none of it, and nobody has thought about what it would mean in a piece.
  @Test(arguments: [
    "/p sh", "/P gs", "1 J", "2 j", "4 M", "BT 3 Tr ET", "BT 1 Tc ET", "0 0 0 1 k", "/C cs", "/Span BMC EMC", "1 i",
    "BI ID x EI", "1 2 3 4 v", "q", "Q", "/none gs", "/y Do", "BT /none 1 Tf ET", "BT <0041> Tj ET",
    "BT /f 8 Tf <00> Tj ET", "BT /f 8 Tf <7777> Tj ET", "BT /f 8 Tf [/a] TJ ET", "2 0 0 2 0 0 cm 1 2 m 3 4 l S",
    "1 2", "x cm", "BT /f 8 Tf <0045> Tj ET", "BT /f 8 Tf <0000> Tj ET", "1 2 3 4 re W n BT /f 8 Tf <0041>Tj ET",
    "0 g 1 2 3 4 re f", "rg9 1 2 3 4 re f", "rg6 1 2 3 4 re f", "1 2 m 3 l S", "/q Do",
  ]) func whatNoPageNeedsIsRefused(_ drawn: String) {
    #expect(throws: PDFFault.self) { try DrawnFile.pieces("rg1 RG1 \(drawn)") }
  }

  @Test func noPieceComesAgain() {
    let origins = [Point(.zero, .zero), Point(.zero, .zero)]
    #expect(throws: PDFFault.self) {
      try DrawnFile.pieces("rg1 1 2 3 4 re f rg6 1 2 3 4 re f rg1 1 2 3 4 re f", origins: origins)
    }
  }

  /// Fonts as another writer might describe them.
  @Test(arguments: [
    ("/W[0[0 0]]", "/DW 500"), ("/W[0 200 500]", ""), ("/W[65[500 500 500 500] 0 1 700]", "/CIDToGIDMap/Identity"),
  ]) func widthsAreReadInEveryForm(_ widths: String, _ more: String) throws {
    let pieces = try DrawnFile(content: "rg1 BT /f 8 Tf 1 0 0 1 20 70 Tm <00410041>Tj ET", font: widths + more).pieces()
    #expect(String(decoding: pieces[0].content, as: UTF8.self).contains("[<00000000>]"))
  }

  @Test(arguments: ["/CIDToGIDMap 9 0 R", "/W[0 1]", "/W[5 3 500]", "/W[0]"]) func oddFontsAreRefused(_ font: String) {
    #expect(throws: PDFFault.self) { try DrawnFile(content: "rg1 BT /f 8 Tf <0041>Tj ET", font: font).pieces() }
  }
}

/// Numbers of pieces as colours.
@Suite struct InkTableTests {
  @Test func everyPieceHasColoursOfItsOwn() {
    var table = InkTable()
    let (black, red) = (Colour.black, Colour(255, 0, 0))
    var shown: [Colour] = []
    for piece in 0..<300 {
      table.piece = piece
      shown += [black, red, black].map { table.shownColour(for: $0) }
    }
    #expect(Set(shown).count == 600 && !shown.contains(.black))
    for (index, colour) in shown.enumerated() {
      let ink = Ink(Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
      let entry = table.entries[ink.number]
      #expect(entry.piece == index / 3 && entry.colour == (index % 3 == 1 ? red : black))
    }
  }
}

/// A file as Cairo might have drawn it: a page of 100 points, the placeholder as `f`, a one-bit mask as `x`, a picture as
/// `z`, a form as `y`, and a picture that must not be as `q`. `rg1` and `RG1` set the colour of ink 1.
private struct DrawnFile {
  private var bytes = Array("%PDF-1.4\n".utf8)

  static func pieces(_ content: String, origins: [Point] = [Point(.zero, .zero)]) throws -> [Piece] {
    try Self(content: content).pieces(origins: origins)
  }

  func pieces(origins: [Point] = [Point(.zero, .zero)]) throws -> [Piece] {
    try PieceReader.pieces(of: bytes, origins: origins, inks: Self.inks, Self.table)
  }

  /// Five inks of the first piece, one of the second, one of the fourth.
  private static let inks = [
    (-1, .black), (0, .black), (0, Colour(255, 0, 0)), (0, Colour(128, 128, 128)), (0, Colour(255, 255, 255)),
    (0, Colour(0, 0, 255)), (1, .black), (3, Colour(255, 0, 0)),
  ].map { InkTable.Entry(piece: $0, colour: $1) }

  /// Glyphs half an em wide: 65 of face 0, 66 of face 1, 67 and 68 together for か and a mark.
  private static let table: GlyphTable = {
    var table = GlyphTable()
    for number in table.glyphs.count...68 {
      let text = number >= 67 ? "か\u{3099}" : "\(number)"
      let utf8 = Array(text.utf8)[...]
      let key = table.key(0, UInt32(number), text: utf8, part: 0, of: 1)
      _ = table.addGlyph(
        DrawnGlyph(
          face: number == 66 ? 1 : 0, glyph: number, width: 500, text: GlyphTable.hexadecimal(utf8),
          part: number == 68 ? 1 : 0, parts: number >= 67 ? 2 : 1), box: .empty, key)
    }
    return table
  }()

  init(content: String, font: String = "/DW 500") {
    let placeholder = PlaceholderFont(capacity: 200)
    for number in 0..<200 { placeholder.setWidth(500, of: number) }
    let objects: [(String, [UInt8]?)] = [
      ("/Type/Catalog/Pages 2 0 R", nil), ("/Type/Pages/Kids[3 0 R]/Count 1", nil),
      ("/Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources 4 0 R/Contents[5 0 R]", nil),
      (
        "/Font<</f 6 0 R>>/XObject<</x 10 0 R/y 11 0 R/z 12 0 R/q 13 0 R>>/ExtGState<</a0<</CA 1/ca 1.0>>/P<</ca 0.5>>>>",
        nil
      ),
      ("", Array(Self.withInks(content).utf8)),
      ("/Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]", nil),
      ("/Type/Font/Subtype/CIDFontType2/FontDescriptor 8 0 R\(font)", nil), ("/FontFile2 9 0 R", nil),
      ("", Array(placeholder.bytes)),
      ("/Subtype/Image/Width 1/Height 1/ImageMask true/Decode[1 0]/Interpolate false", [0x80]),
      ("/Subtype/Form/BBox[0 0 1 1]", []),
      ("/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8", [1, 2, 3]),
      ("/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceCMYK/BitsPerComponent 8", [1, 2, 3, 4]),
    ]
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(bytes.count)
      bytes += "\(index + 1) 0 obj\n<<\(object.0)".utf8
      if let data = object.1 {
        bytes += "/Length \(data.count)>>\nstream\n".utf8 + data + Array("\nendstream".utf8)
      } else {
        bytes += ">>".utf8
      }
      bytes += "\nendobj\n".utf8
    }
    let start = bytes.count
    bytes += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8
    for offset in offsets {
      let digits = String(offset)
      bytes += "\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n".utf8
    }
    bytes += "trailer\n<</Root 1 0 R/Size \(objects.count + 1)>>\nstartxref\n\(start)\n%%EOF\n".utf8
  }

  private static func withInks(_ content: String) -> String {
    content.replacing(/(rg|RG)([0-9])/) { "0 0 \(String(Double($0.2)! / 255).prefix(8)) \($0.1)" }
  }
}
