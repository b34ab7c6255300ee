import Diagnostics
import Testing

@testable import Typesetting

@Suite("fonts.json") struct FontListTests {
  private static let face = """
    {"id":"a","family":"A","style":"Regular","file":"A.ttf","index":0,"package":"p","licence":"OFL-1.1",
     "sha256":"\(String(repeating: "0", count: 64))"}
    """

  private func list(_ json: String) throws(DiagnosticError) -> FontList {
    try FontList(json: Array(json.utf8), file: "fonts.json")
  }

  private func codes(_ json: String) -> [String] {
    do {
      _ = try list(json)
      return []
    } catch {
      return error.diagnostics.map(\.code)
    }
  }

  @Test("the list of this repository names eight faces and four roles") func ours() {
    #expect(SystemFonts.list.faces.count == 8)
    #expect(SystemFonts.list.roles.map(\.name) == ["mincho", "gothic", "gothic-bold", "seal"])
    #expect(SystemFonts.list.roles.map(\.loadedAtStart) == [true, true, true, false])
    for role in SystemFonts.list.roles { #expect(Set(role.chain).count == role.chain.count) }
  }

  @Test("a 外字 has its code point, its face and a text to read") func privateUse() throws {
    let json = """
      {"version":1,"faces":[\(Self.face)],"roles":[{"name":"r","chain":["a"],"load":"use"}],
      "privateUse":[{"codePoint":"U+E000","face":"a","readable":"髙"}]}
      """
    #expect(
      try list(json).privateUse == [FontList.PrivateUse(scalar: "\u{E000}", face: FaceID(index: 0), readable: "髙")])
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("{", ["fonts.syntax"]),
      ("{\"version\":2,\"faces\":[],\"roles\":[]}", ["fonts.version"]),
      ("{\"version\":1,\"faces\":[],\"roles\":[]}", ["fonts.empty"]),
      (
        "{\"version\":1,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"b\"],\"load\":\"use\"}]}",
        ["fonts.unknownFace", "fonts.chain"]
      ),
      (
        "{\"version\":1,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"late\"}]}",
        ["fonts.load"]
      ),
      (
        "{\"version\":1,\"faces\":[\(face),\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}]}",
        ["fonts.duplicate"]
      ),
      (
        "{\"version\":1,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}],\"role\":1}",
        ["fonts.unknownKey"]
      ),
    ])
  func faults(_ json: String, _ expected: [String]) {
    #expect(codes(json) == expected)
  }

  @Test("a file name with a folder and a bad digest are both said at once") func allAtOnce() {
    let face = Self.face.replacing("A.ttf", with: "../A.ttf").replacing("\"0000", with: "\"XYZ0")
    #expect(
      codes("{\"version\":1,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}]}") == [
        "fonts.file", "fonts.sha256",
      ])
  }

  @Test("every missing file is named with its package") func missing() {
    do {
      _ = try FontStore(list: SystemFonts.list, load: { _ in nil }, digest: { _ in "" })
      Issue.record("a store without files was made")
    } catch {
      #expect(error.diagnostics.map(\.code) == Array(repeating: "fonts.missing", count: 8))
      #expect(error.diagnostics[0].advice?.english.contains("fonts-morisawa-bizud-mincho") == true)
    }
  }

  @Test("faces of the start are checked at start, others when they are first drawn") func digests() throws {
    let primary = Set(SystemFonts.list.roles.filter(\.loadedAtStart).compactMap { $0.chain.first?.index })
    let sizes = Set(primary.compactMap { SystemFonts.folders.load(SystemFonts.list.faces[$0].file)?.buffer.count })
    // Only the primary faces' digests are known: the others differ.
    let store = try FontStore(list: SystemFonts.list, load: SystemFonts.folders.load) { bytes in
      sizes.contains(bytes.buffer.count) ? SystemFonts.digests[bytes.buffer.count] ?? "" : "changed"
    }
    let setter = HarfBuzzTextSetter(store: store)
    let style = TextStyle(role: "mincho", size: .pt(10))
    _ = try setter.set(Paragraph([Inline("甲", style: style)]), measure: .pt(100))
    do {
      _ = try setter.set(Paragraph([Inline("𠮷", style: style)]), measure: .pt(100))
      Issue.record("a changed font was drawn")
    } catch {
      guard case .unusableFont(let problem) = error.faults.first else {
        Issue.record("\(error.faults)")
        return
      }
      #expect(error.hasUnusableFont)
      #expect(problem.code == "fonts.digest")
      #expect(problem.summary.english.contains("ipamjm.ttf"))
    }
    #expect(throws: DiagnosticError.self) {
      try FontStore(list: SystemFonts.list, load: SystemFonts.folders.load) { _ in "" }
    }
  }

  @Test("a file name never leaves its folder") func folders() {
    let folders = FontFolders(["/usr/share/fonts/truetype/bizud-mincho"])
    #expect(folders.load("BIZUDMincho-Regular.ttf") != nil)
    #expect(folders.load("../bizud-mincho/BIZUDMincho-Regular.ttf") == nil)
    #expect(folders.load("") == nil)
    #expect(folders.load("absent.ttf") == nil)
    #expect(FontBytes.mapping("/usr/share/fonts") == nil)
  }
}

@Suite struct FontBytesTests {
  /// A slice left out would be a part of the font that its digest does not cover.
  @Test func everyByteIsReadOnceInOrderAndIsThereAfterwards() throws {
    for file in Set(SystemFonts.list.faces.map(\.file)) {
      let font = try #require(SystemFonts.folders.load(file))
      var next = font.buffer.baseAddress
      var count = 0
      font.readThrough { slice in
        #expect(slice.baseAddress == next)
        next = slice.baseAddress.map { $0 + slice.count }
        count += slice.count
      }
      #expect(count == font.buffer.count)
      // A TrueType or OpenType file, or a collection of them.
      #expect([[0, 1, 0, 0], Array("OTTO".utf8), Array("ttcf".utf8)].contains(Array(font.buffer.prefix(4))))
    }
  }
}
