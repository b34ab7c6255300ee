import Digests
import TestSupport
import Testing

@testable import HostSystem
@testable import House

/// Forms that are installed and forms of the house, in one home.
@Suite struct TemplateFileTests {
  private let folder = TemporaryFolder()
  private var home: Home { Home(path: folder.path) }

  init() {
    for inner in ["Templates/house", "Templates/local/house"] { folder.make(inner) }
  }

  private func serving(_ inner: String? = nil, ending: String = ".xml") throws -> [String] {
    try home.templateFiles(in: inner, ending: ending).map { String($0.path.dropFirst(folder.path.utf8.count + 11)) }
  }

  @Test func aFileOfTheHouseWinsByItsName() throws {
    for name in [
      "a.xml", "b.xml", "house/foot.xml", "house/seal.png", "local/b.xml", "local/c.xml", "local/house/foot.xml",
    ] {
      folder.put("", at: "Templates/\(name)")
    }
    #expect(try serving() == ["a.xml", "local/b.xml", "local/c.xml"])
    #expect(try serving(Home.parts) == ["local/house/foot.xml"])
    #expect(try serving(Home.parts, ending: ".png") == ["house/seal.png"])
    #expect(
      try home.templateFiles(ending: ".xml").map(\.hidden) == [nil, "\(folder.path)/Templates/b.xml", nil])
  }

  @Test func aHomeWithoutFormsOfTheHouseIsAsInstalled() throws {
    let plain = TemporaryFolder()
    plain.make("Templates")
    plain.put("", at: "Templates/a.xml")
    let home = Home(path: plain.path)
    #expect(try home.templateFiles(ending: ".xml").map(\.name) == ["a.xml"])
    #expect(try home.templateFiles(in: Home.parts, ending: ".xml") == [])
    #expect(try home.changedTemplates() == [])
  }

  @Test func whatWasChangedSinceItsInstallationIsTold() throws {
    let installed = ["a.xml": "a", "house/foot.xml": "foot", "gone.xml": "gone"]
    for (name, text) in installed where name != "gone.xml" { folder.put(text, at: "Templates/\(name)") }
    folder.put(
      installed.map { "\(ContentDigest(of: $0.value).hexadecimal)  \($0.key)\n" }.sorted().joined(),
      at: "Templates/shipped.sha256")
    #expect(try home.changedTemplates() == [])
    folder.put("changed", at: "Templates/house/foot.xml")
    #expect(try home.changedTemplates() == ["house/foot.xml"])
  }
}
