import Diagnostics
import Glibc
import HostSystem
package import Reporting

/// The folder with the house's Templates/, Rules/ and Fonts/, and perhaps a shosho.json with defaults.
///
///     let home = try Home.find(in: .ofProcess(option: nil))
///     let sources = try home.readSources()
package struct Home: Sendable, Hashable {
  package let path: String

  package var templates: String { "\(path)/Templates" }
  package var rules: String { "\(path)/Rules" }
  package var fonts: String { "\(path)/Fonts" }
  package var fontList: String { "\(fonts)/fonts.json" }
  package var defaults: String { "\(path)/shosho.json" }

  /// The path of a file that shosho.json names, which is relative to the home unless it is absolute.
  package func resolved(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(self.path)/\(path)"
  }

  /// The name of a file in messages and reports, the same in every installation: `/opt/house/Rules/issuer.json` →
  /// `Rules/issuer.json`.
  func nameInHome(of path: String) -> String {
    path.hasPrefix("\(self.path)/") ? String(path.dropFirst(self.path.count + 1)) : path
  }

  /// A folder that contains these is a home.
  static let requiredFolders = ["Templates", "Rules", "Fonts"]

  init(path: String) {
    self.path = path
  }

  /// Where to look for a home.
  package struct Surroundings: Sendable {
    /// The option `--home`.
    package var option: String?
    /// The environment variable SHOSHO_HOME.
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

  /// Finds the home. In this order: the folder that the option or the variable names, the nearest home at or above the
  /// executable's folder, the nearest at or above the working folder, and the one installed with the executable
  /// (`/usr/bin/shosho` → `/usr/share/shosho`).
  ///
  /// - Throws: exit 78 when there is none, or when the named folder is not a home.
  package static func find(in surroundings: Surroundings) throws(RunFailure) -> Home {
    if let named = surroundings.option ?? surroundings.variable.flatMap({ $0.isEmpty ? nil : $0 }) {
      let missing = requiredFolders.filter { !InputFile.isFolder("\(named)/\($0)") }
      if missing.isEmpty { return Home(path: named) }
      throw RunFailure(.badConfiguration, incomplete(named, missing))
    }
    for start in [surroundings.executableFolder, surroundings.workingFolder] {
      if let start, let home = nearestHome(above: start) { return home }
    }
    // Last, so that a house's own home is preferred to the one that came with the package.
    if let folder = surroundings.executableFolder, let slash = folder.lastIndex(of: "/") {
      let installed = "\(folder[..<slash])/share/shosho"
      if isHome(installed) { return Home(path: installed) }
    }
    throw RunFailure(.badConfiguration, absent)
  }

  private static func isHome(_ folder: String) -> Bool {
    requiredFolders.allSatisfy { InputFile.isFolder("\(folder)/\($0)") }
  }

  private static func nearestHome(above start: String) -> Home? {
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

extension Home.Surroundings {
  /// The surroundings of this process.
  ///
  /// - Parameter option: the value of `--home`.
  package static func ofProcess(option: String?) -> Home.Surroundings {
    Home.Surroundings(
      option: option, variable: HostEnvironment.variable("SHOSHO_HOME"),
      executableFolder: resolvedLink("/proc/self/exe").map {
        String($0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.startIndex))
      },
      workingFolder: resolvedLink("/proc/self/cwd"))
  }

  private static func resolvedLink(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
