import Foundation

/// The sources and the architecture page as they stand in the repository, read as text.
enum SourceTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct File {
    /// Relative to the module, such as `Composition/Paragraph.swift`.
    let path: String
    let text: String

    /// The folder inside the module; empty for a file beside the folders.
    var folder: String {
      path.contains("/") ? String(path.prefix(upTo: path.firstIndex(of: "/") ?? path.endIndex)) : ""
    }
    var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
    /// The text without comments and strings, in which a name means that the thing is used.
    var code: String {
      text.replacing(#/\/\/[^\n]*/#, with: "").replacing(#/"(?:[^"\\\n]|\\.)*"/#, with: "\"\"")
    }
  }

  struct Module {
    let name: String
    let files: [File]

    /// What its files import, modules of the program and others.
    var imports: Set<String> {
      var found: Set<String> = []
      for file in files {
        for match in file.text.matches(of: #/(?m)^(?:package |public )?import (?:struct |class |enum |func )?(\w+)/#) {
          found.insert(String(match.1))
        }
      }
      return found
    }
  }

  /// The Swift modules of Sources/ by name.
  static let modules: [String: Module] = {
    let sources = root.appending(path: "Sources")
    var modules: [String: Module] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? [] {
      let folder = sources.appending(path: name)
      let paths = (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String]) ?? []
      let files = paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
        (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)).map { File(path: path, text: $0) }
      }
      if !files.isEmpty { modules[name] = Module(name: name, files: files) }
    }
    return modules
  }()

  /// For each module the modules of the program that it imports.
  static let imports = modules.mapValues { module in module.imports.intersection(modules.keys) }

  /// The same without every arrow that follows from two others: what a drawing shows.
  static let directImports = imports.mapValues { direct in
    direct.filter { one in !direct.contains { other in other != one && reachable(from: other).contains(one) } }
  }

  static func reachable(from module: String) -> Set<String> {
    var found: Set<String> = []
    var waiting = Array(imports[module] ?? [])
    while let next = waiting.popLast() {
      if found.insert(next).inserted { waiting += imports[next] ?? [] }
    }
    return found
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The lines of the architecture page between a heading and the next of its kind.
  static func section(_ heading: String) throws -> [Substring] {
    let lines = try text("Documentation/architecture.md").split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "## \(heading)") else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("## ") })
  }
}
