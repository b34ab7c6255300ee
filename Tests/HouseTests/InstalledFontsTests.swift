import Diagnostics
import Digests
import Foundation
import TestSupport
import Testing

@testable import House
@testable import Register
@testable import Reporting
@testable import Typesetting

/// Fonts of a home in a folder of the test's own: files with a font's directory and one table, which holds a text, with
/// their digests in the list.
@Suite struct InstalledFontsTests {
  private static let list = """
    {"version":2,
     "faces":[
      {"id":"a","family":"A","style":"Regular","file":"A.ttf","index":0,"package":"fonts-a","licence":"OFL-1.1","editions":[
       {"version":"1","systems":["Debian 12"],"sha256":"\(sha256(font("one")))"},
       {"version":"2","systems":["Debian 13"],"sha256":"\(sha256(font("two")))"}]},
      {"id":"b","family":"B","style":"Regular","file":"B.ttc","index":0,"package":"fonts-b","licence":"OFL-1.1","editions":[
       {"version":"1","systems":["Debian 12","Debian 13"],"sha256":"\(sha256(collection("fallback")))"}]},
      {"id":"c","family":"C","style":"Bold","file":"B.ttc","index":1,"package":"fonts-b","licence":"OFL-1.1","editions":[
       {"version":"1","systems":["Debian 12","Debian 13"],"sha256":"\(sha256(collection("fallback")))"}]}],
     "roles":[{"name":"r","chain":["a","b"],"load":"start"}]}
    """

  /// A font of one table, which holds the text; nothing for an empty text.
  private static func font(_ text: String, start: Int = 0) -> String {
    if text.isEmpty { return "" }
    let record = "text\0\0\0\0" + "\0\0\0" + byte(start + 28) + "\0\0\0" + byte(text.utf8.count)
    return "\0\u{1}\0\0" + "\0\u{1}" + "\0\0\0\0\0\0" + record + text
  }

  /// A collection that has the same font twice.
  private static func collection(_ text: String) -> String {
    if text.isEmpty { return "" }
    let start = "\0\0\0" + byte(20)
    return "ttcf" + "\0\u{1}\0\0" + "\0\0\0\u{2}" + start + start + font(text, start: 20)
  }

  private static func byte(_ number: Int) -> String { String(UnicodeScalar(UInt8(number))) }

  private static func sha256(_ text: String) -> String { ContentDigest(of: text).hexadecimal }

  private let folder = TemporaryFolder()
  private var home: Home { Home(path: folder.path) }

  /// - Parameter fonts: the texts of A.ttf and B.ttc in the system's folder; nil for no file.
  private func sources(_ a: String?, _ b: String?, list: String = Self.list) throws -> HouseSources {
    for (name, text) in [("A.ttf", a.map { Self.font($0) }), ("B.ttc", b.map(Self.collection))] {
      folder.make("system")
      if let text { folder.put(text, at: "system/\(name)") }
    }
    folder.make("Fonts")
    let file = SourceFile(.fonts, name: "Fonts/fonts.json", bytes: Data(list.utf8))
    return HouseSources(SourceSet([file]), fontFolders: [home.fonts, "\(folder.path)/system"])
  }

  @Test(arguments: [("one", "1"), ("two", "2")]) func theEditionInUseIsStated(text: String, version: String) throws {
    let sources = try sources(text, "fallback")
    let store = try sources.fonts()
    #expect(store.faces[0].editions.map(\.version) == [version])
    // What a register keeps: the edition that was used, and the same bytes when it is read and stated again.
    let kept = sources.set.stating(store.list)
    #expect(kept != sources.set)
    let again = HouseSources(kept, fontFolders: ["\(folder.path)/system"])
    #expect(try again.fonts().list == store.list)
    #expect(again.set.stating(store.list) == kept)
  }

  @Test func editionsHaveDifferentDigestsOfFonts() throws {
    let digests = try ["one", "two"].map { text in
      let sources = try sources(text, "fallback")
      return sources.set.stating(try sources.fonts().list).fontsDigest
    }
    #expect(digests[0] != digests[1])
  }

  /// A fallback that no character of a record may ever need is judged like the others, before the first record.
  @Test(
    arguments: [
      ("three", "fallback", ["fonts.digest"]), ("one", "fallb", ["fonts.digest"]), (nil, "fallback", ["fonts.missing"]),
      ("one", nil, ["fonts.missing"]), ("", "", ["fonts.missing", "fonts.missing"]),
      ("three", "fallb", ["fonts.digest", "fonts.digest"]),
    ] as [(String?, String?, [String])])
  func whatCannotBeUsedIsToldAtOnce(a: String?, b: String?, codes: [String]) throws {
    let failure = #expect(throws: RunFailure.self) { try sources(a, b).fonts() }
    #expect(failure?.status == .badConfiguration)
    #expect(failure?.diagnostics.map(\.code) == codes)
  }

  @Test func theHomesFileWinsEvenWhenItIsWrong() throws {
    let sources = try sources("one", "fallback")
    folder.put(Self.font("two"), at: "Fonts/A.ttf")
    #expect(try sources.fonts().faces[0].editions.map(\.version) == ["2"])
    folder.put(Self.font("three"), at: "Fonts/A.ttf")
    let failure = #expect(throws: RunFailure.self) { try sources.fonts() }
    #expect(failure?.diagnostics.first?.location?.file == "\(folder.path)/Fonts/A.ttf")
  }

  @Test func adoptedFontsOutliveAnUpgrade() throws {
    let sources = try sources("one", "fallback")
    let copies = try home.adopt(try sources.fonts())
    #expect(copies == ["A.ttf", "B.ttc"].map { "\(folder.path)/Fonts/adopted/\($0)" })
    folder.put(Self.font("two"), at: "system/A.ttf")
    #expect(try sources.fonts().faces[0].editions.map(\.version) == ["1"])
    #expect(try home.adopt(try sources.fonts()) == [])
  }

  /// Somebody took the digest of what a download had left: no font, a part of one, or a collection with fewer fonts.
  @Test(arguments: ["no font", String(font("one").dropLast()), String(collection("one").prefix(15))])
  func whatIsNoWholeFontIsToldThoughItsDigestIsListed(_ file: String) throws {
    let list = Self.list.replacing(Self.sha256(Self.font("one")), with: Self.sha256(file))
    let sources = try sources("one", "fallback", list: list)
    folder.put(file, at: "Fonts/A.ttf")
    let failure = #expect(throws: RunFailure.self) { try sources.fonts() }
    #expect(failure?.status == .badConfiguration && failure?.diagnostics.map(\.code) == ["fonts.damaged"])
  }

  /// A pipe in the place of a font would hang a program that waits for it.
  @Test func aPipeIsNoFont() throws {
    let sources = try sources("one", "fallback")
    #expect(mkfifo("\(folder.path)/Fonts/A.ttf", 0o600) == 0)
    #expect(throws: RunFailure.self) { try sources.fonts() }
  }
}
