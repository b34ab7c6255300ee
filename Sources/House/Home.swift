import Diagnostics
import Glibc
import HostSystem
package import Reporting

/// The folder that holds the house's Templates/, Rules/ and Fonts/, and perhaps a shosho.json with defaults.
package struct Home: Sendable, Hashable {
  package let path: String

  package var templates: String { "\(path)/Templates" }
  package var rules: String { "\(path)/Rules" }
  package var fonts: String { "\(path)/Fonts" }
  package var fontList: String { "\(fonts)/fonts.json" }
  package var defaults: String { "\(path)/shosho.json" }

  /// A path that shosho.json names: relative to the home unless it is absolute.
  package func resolved(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(self.path)/\(path)"
  }

  /// A file of the home as messages and reports call it: the same in every installation.
  func shown(_ path: String) -> String {
    path.hasPrefix("\(self.path)/") ? String(path.dropFirst(self.path.count + 1)) : path
  }

  /// What makes a folder a home.
  static let requiredFolders = ["Templates", "Rules", "Fonts"]

  init(path: String) {
    self.path = path
  }

  /// Where a home is looked for; nothing else of the host is asked.
  package struct Surroundings: Sendable {
    /// `--home`.
    package var option: String?
    /// The variable SHOSHO_HOME.
    package var variable: String?
    /// The folder of the running executable.
    package var executableFolder: String?
    package var workingFolder: String?

    package init(option: String?, variable: String?, executableFolder: String?, workingFolder: String?) {
      self.option = option
      self.variable = variable
      self.executableFolder = executableFolder
      self.workingFolder = workingFolder
    }
  }

  /// The home that was named, else the nearest one at or above the executable, else at or above the working folder, else the one that was
  /// installed with the executable.
  package static func find(in surroundings: Surroundings) throws(RunFailure) -> Home {
    if let named = surroundings.option ?? surroundings.variable.flatMap({ $0.isEmpty ? nil : $0 }) {
      let missing = requiredFolders.filter { !InputFile.isFolder("\(named)/\($0)") }
      if missing.isEmpty { return Home(path: named) }
      throw RunFailure(.badConfiguration, incomplete(named, missing))
    }
    for start in [surroundings.executableFolder, surroundings.workingFolder] {
      if let start, let home = nearest(above: start) { return home }
    }
    // Last, so that a house's own folder comes before what a package brought along.
    if let folder = surroundings.executableFolder, let slash = folder.lastIndex(of: "/") {
      let installed = "\(folder[..<slash])/share/shosho"
      if isHome(installed) { return Home(path: installed) }
    }
    throw RunFailure(.badConfiguration, absent)
  }

  private static func isHome(_ folder: String) -> Bool {
    requiredFolders.allSatisfy { InputFile.isFolder("\(folder)/\($0)") }
  }

  private static func nearest(above start: String) -> Home? {
    var folder = start
    while true {
      if isHome(folder) { return Home(path: folder.isEmpty ? "/" : folder) }
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = String(folder[..<slash])
    }
  }

  private static func incomplete(_ path: String, _ missing: [String]) -> Diagnostic {
    let names = missing.map { "\($0)/" }.joined(separator: " ")
    return .error(
      "home.incomplete", at: SourceLocation(file: path),
      LocalizedText("ホームに\(names)がありません。", "The home lacks \(names)."),
      advice: LocalizedText("--homeまたはSHOSHO_HOMEの指定を確かめてください。", "Check what --home or SHOSHO_HOME says."))
  }

  private static let absent = Diagnostic.error(
    "home.absent",
    LocalizedText("Templates/、Rules/、Fonts/のあるホームが見つかりません。", "No home with Templates/, Rules/ and Fonts/ was found."),
    advice: LocalizedText(
      "--home DIRまたは環境変数SHOSHO_HOMEで示してください。", "Name it with --home DIR or the variable SHOSHO_HOME."))
}
