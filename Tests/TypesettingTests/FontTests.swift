import Diagnostics
import Testing

@testable import Typesetting

@Suite("fonts.json") struct FontListTests {
  private static let face = """
    {"id":"a","family":"A","style":"Regular","file":"A.ttf","index":0,"package":"p","licence":"OFL-1.1",
     "editions":[{"version":"1","systems":["Debian 12"],"sha256":"\(String(repeating: "0", count: 64))"}]}
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
      {"version":2,"faces":[\(Self.face)],"roles":[{"name":"r","chain":["a"],"load":"use"}],
      "privateUse":[{"codePoint":"U+E000","face":"a","readable":"髙"}]}
      """
    #expect(
      try list(json).privateUse == [FontList.PrivateUse(scalar: "\u{E000}", face: FaceID(index: 0), readable: "髙")])
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("{", ["fonts.syntax"]),
      ("{\"version\":1,\"faces\":[],\"roles\":[]}", ["fonts.version"]),
      ("{\"version\":2,\"faces\":[],\"roles\":[]}", ["fonts.empty"]),
      (
        "{\"version\":2,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"b\"],\"load\":\"use\"}]}",
        ["fonts.unknownFace", "fonts.chain"]
      ),
      (
        "{\"version\":2,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"late\"}]}",
        ["fonts.load"]
      ),
      (
        "{\"version\":2,\"faces\":[\(face),\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}]}",
        ["fonts.duplicate"]
      ),
      (
        "{\"version\":2,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}],\"role\":1}",
        ["fonts.unknownKey"]
      ),
    ])
  func faults(_ json: String, _ expected: [String]) {
    #expect(codes(json) == expected)
  }

  @Test("a file name with a folder and a bad digest are both said at once") func allAtOnce() {
    let face = Self.face.replacing("A.ttf", with: "../A.ttf").replacing("\"0000", with: "\"XYZ0")
    #expect(
      codes("{\"version\":2,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}]}") == [
        "fonts.sha256", "fonts.file",
      ])
  }

  @Test("editions have digests of their own, and a face has one at least") func editions() {
    func list(_ editions: String) -> String {
      let face = Self.face.replacing(/"editions":.*/, with: "\"editions\":[\(editions)]}")
      return "{\"version\":2,\"faces\":[\(face)],\"roles\":[{\"name\":\"r\",\"chain\":[\"a\"],\"load\":\"use\"}]}"
    }
    let zeros = String(repeating: "0", count: 64)
    let edition = "{\"version\":\"1\",\"systems\":[],\"sha256\":\"\(zeros)\"}"
    #expect(codes(list(edition)) == [])
    #expect(codes(list("")) == ["fonts.editions"])
    #expect(codes(list("\(edition),\(edition)")) == ["fonts.editions"])
    #expect(codes(list(edition.replacing("[]", with: "[1]"))) == ["fonts.text"])
  }

  @Test("a list written is the list read, the repository's and one with a 外字") func written() throws {
    var withPrivateUse = SystemFonts.list
    withPrivateUse.privateUse = [FontList.PrivateUse(scalar: "\u{E000}", face: FaceID(index: 3), readable: "髙")]
    for expected in [SystemFonts.list, withPrivateUse] { #expect(try list(expected.json) == expected) }
  }

  @Test("every missing file is named with its package") func missing() {
    do {
      _ = try FontStore(list: SystemFonts.list, files: [:])
      Issue.record("a store without files was made")
    } catch {
      #expect(error.diagnostics.map(\.code) == Array(repeating: "fonts.missing", count: 8))
      #expect(error.diagnostics[0].advice?.english.contains("fonts-morisawa-bizud-mincho") == true)
    }
  }

  @Test("a store states the edition of each file, and refuses a file that is none, fallbacks too")
  func judged() throws {
    let list = SystemFonts.list
    for (index, face) in list.faces.enumerated() {
      for edition in face.editions {
        var files = SystemFonts.files
        files[face.file] = FontStore.File(SystemFonts.store.bytes(of: FaceID(index: index)), sha256: edition.sha256)
        #expect(try FontStore(list: list, files: files).list.faces[index].editions == [edition])
      }
      var files = SystemFonts.files
      files[face.file] = FontStore.File(SystemFonts.store.bytes(of: FaceID(index: index)), sha256: "changed")
      let error = #expect(throws: DiagnosticError.self) { try FontStore(list: list, files: files) }
      #expect(error?.diagnostics.map(\.code) == ["fonts.digest"])
      #expect(error?.diagnostics[0].location?.file.hasSuffix(face.file) == true)
      #expect(error?.diagnostics[0].advice?.japanese.contains(face.package) == true)
    }
  }

  @Test("the systems of a store are those of which every file is an edition") func systems() throws {
    #expect(SystemFonts.store.systems == ["Debian 12"])
    var files = SystemFonts.files
    for face in SystemFonts.list.faces {
      guard let bytes = files[face.file]?.bytes, let newest = face.editions.last else { continue }
      files[face.file] = FontStore.File(bytes, sha256: newest.sha256)
    }
    #expect(try FontStore(list: SystemFonts.list, files: files).systems == ["Debian 13"])
    files["BIZUDGothic-Bold.ttf"] = SystemFonts.files["BIZUDGothic-Bold.ttf"]
    #expect(try FontStore(list: SystemFonts.list, files: files).systems == [])
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
