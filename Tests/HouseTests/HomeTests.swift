import Diagnostics
import TestSupport
import Testing

@testable import House
@testable import Reporting

@Suite struct HomeTests {
  private func makeHome(_ folder: TemporaryFolder, _ name: String) {
    for inner in Home.requiredFolders { folder.make("\(name)/\(inner)") }
  }

  private func surroundings(
    option: String? = nil, variable: String? = nil, executable: String? = nil, working: String? = nil
  )
    -> Home.Surroundings
  {
    Home.Surroundings(option: option, variable: variable, executableFolder: executable, workingFolder: working)
  }

  @Test func orderOfTheSearch() throws {
    let folder = TemporaryFolder()
    for name in ["named", "variable", "program", "here"] { makeHome(folder, name) }
    folder.make("program/.build/release")
    let all = surroundings(
      option: "\(folder.path)/named", variable: "\(folder.path)/variable",
      executable: "\(folder.path)/program/.build/release",
      working: "\(folder.path)/here")
    var rest = all
    #expect(try Home.find(in: rest).path.hasSuffix("/named"))
    rest.option = nil
    #expect(try Home.find(in: rest).path.hasSuffix("/variable"))
    rest.variable = ""
    #expect(try Home.find(in: rest).path.hasSuffix("/program"))
    rest.executableFolder = "/usr/bin"
    #expect(try Home.find(in: rest).path.hasSuffix("/here"))
  }

  /// `make install` and the package put the home beside the folder of the executable.
  @Test func installedHomeComesLast() throws {
    let folder = TemporaryFolder()
    folder.make("usr/bin")
    for name in ["usr/share/shosho", "here"] { makeHome(folder, name) }
    var both = surroundings(executable: "\(folder.path)/usr/bin", working: "\(folder.path)/here")
    #expect(try Home.find(in: both).path.hasSuffix("/here"))
    both.workingFolder = "/"
    #expect(try Home.find(in: both).path.hasSuffix("/usr/share/shosho"))
  }

  @Test func incompleteHomeNamesWhatIsMissing() {
    let folder = TemporaryFolder()
    folder.make("Templates")
    let failure = #expect(throws: RunFailure.self) { try Home.find(in: surroundings(option: folder.path)) }
    #expect(failure?.status == .badConfiguration)
    #expect(failure?.diagnostics.first?.summary.english == "The home lacks Rules/ Fonts/.")
  }

  @Test func nothingFoundIsSaid() {
    let folder = TemporaryFolder()
    let failure = #expect(throws: RunFailure.self) { try Home.find(in: surroundings(working: folder.path)) }
    #expect(failure?.diagnostics.first?.code == "home.absent")
  }

  @Test func defaults() throws {
    let text =
      #"{"documents": ["certificate", "key-notice"], "jobs": 2, "language": "en", "register": "register.sqlite", "archive": "/a"}"#
    let defaults = try Home.parseDefaults(Array(text.utf8), file: "shosho.json")
    #expect(defaults.documents == ["certificate", "key-notice"])
    #expect(defaults.jobs == 2)
    #expect(defaults.language == .english)
    #expect(defaults.register == "register.sqlite" && defaults.archive == "/a")
    #expect(
      Home(path: "/home").resolved("register.sqlite") == "/home/register.sqlite"
        && Home(path: "/home").resolved("/a") == "/a")
  }

  static let faults: [(text: String, codes: [String])] = [
    ("[]", ["home.defaults.malformed"]),
    ("{", ["home.defaults.malformed"]),
    (#"{"jobs": 0}"#, ["home.defaults.unfit"]),
    (#"{"jobs": "2", "language": "fr"}"#, ["home.defaults.unfit", "home.defaults.unfit"]),
    (#"{"documents": ["a", 1]}"#, ["home.defaults.unfit"]),
    (#"{"registar": "x"}"#, ["home.defaults.unknown"]),
  ]

  @Test(arguments: faults) func faultyDefaults(text: String, codes: [String]) {
    let refusal = #expect(throws: DiagnosticError.self) {
      try Home.parseDefaults(Array(text.utf8), file: "shosho.json")
    }
    #expect(refusal?.diagnostics.map(\.code) == codes)
  }

  @Test func homeWithoutDefaultsHasNone() throws {
    let folder = TemporaryFolder()
    #expect(try Home(path: folder.path).readDefaults() == Home.Defaults())
  }

  @Test func fontFilesAreFoundByNameEarlierFolderFirst() {
    let folder = TemporaryFolder()
    folder.make("Fonts")
    folder.make("system/truetype/b")
    folder.make("system/truetype/a")
    for path in [
      "Fonts/One.ttf", "system/truetype/a/One.ttf", "system/truetype/b/Two.TTC", "system/truetype/a/Two.TTC",
      "system/readme.txt",
    ] {
      folder.put("", at: path)
    }
    let found = FontFiles.files(in: ["\(folder.path)/Fonts", "\(folder.path)/system"])
    #expect(
      found == ["One.ttf": "\(folder.path)/Fonts/One.ttf", "Two.TTC": "\(folder.path)/system/truetype/a/Two.TTC"])
  }
}
