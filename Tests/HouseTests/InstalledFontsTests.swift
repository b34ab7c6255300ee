import Diagnostics
import Digests
import Foundation
import TestSupport
import Testing

@testable import House
@testable import Register
@testable import Reporting
@testable import Typesetting

/// Fonts of a home in a folder of the test's own: small files that no program would take for fonts, with their digests
/// in the list.
@Suite struct InstalledFontsTests {
  private static let list = """
    {"version":2,
     "faces":[
      {"id":"a","family":"A","style":"Regular","file":"A.ttf","index":0,"package":"fonts-a","licence":"OFL-1.1","editions":[
       {"version":"1","systems":["Debian 12"],"sha256":"\(sha256("one"))"},
       {"version":"2","systems":["Debian 13"],"sha256":"\(sha256("two"))"}]},
      {"id":"b","family":"B","style":"Regular","file":"B.ttc","index":0,"package":"fonts-b","licence":"OFL-1.1","editions":[
       {"version":"1","systems":["Debian 12","Debian 13"],"sha256":"\(sha256("fallback"))"}]},
      {"id":"c","family":"C","style":"Bold","file":"B.ttc","index":1,"package":"fonts-b","licence":"OFL-1.1","editions":[
       {"version":"1","systems":["Debian 12","Debian 13"],"sha256":"\(sha256("fallback"))"}]}],
     "roles":[{"name":"r","chain":["a","b"],"load":"start"}]}
    """

  private static func sha256(_ text: String) -> String { ContentDigest(of: text).hexadecimal }

  private let folder = TemporaryFolder()
  private var home: Home { Home(path: folder.path) }

  /// - Parameter fonts: the texts of A.ttf and B.ttc in the system's folder; nil for no file.
  private func sources(_ a: String?, _ b: String?, list: String = Self.list) throws -> HouseSources {
    for (name, text) in [("A.ttf", a), ("B.ttc", b)] {
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
    folder.put("two", at: "Fonts/A.ttf")
    #expect(try sources.fonts().faces[0].editions.map(\.version) == ["2"])
    folder.put("three", at: "Fonts/A.ttf")
    let failure = #expect(throws: RunFailure.self) { try sources.fonts() }
    #expect(failure?.diagnostics.first?.location?.file == "\(folder.path)/Fonts/A.ttf")
  }

  @Test func adoptedFontsOutliveAnUpgrade() throws {
    let sources = try sources("one", "fallback")
    let copies = try home.adopt(try sources.fonts())
    #expect(copies == ["A.ttf", "B.ttc"].map { "\(folder.path)/Fonts/adopted/\($0)" })
    folder.put("two", at: "system/A.ttf")
    #expect(try sources.fonts().faces[0].editions.map(\.version) == ["1"])
    #expect(try home.adopt(try sources.fonts()) == [])
  }
}
