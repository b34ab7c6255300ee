import Foundation

/// A folder of its own for one test, removed with everything in it.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "shosho-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var root: String { folder.path }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// A new file, open for writing.
  func file(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path(name)))
    return try FileHandle(forWritingTo: URL(filePath: path(name)))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  @discardableResult
  func put(_ bytes: Data, at name: String) throws -> String {
    try FileManager.default.createDirectory(
      at: URL(filePath: path(name)).deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: URL(filePath: path(name)))
    return path(name)
  }

  @discardableResult
  func put(_ text: String, at name: String) throws -> String {
    try put(Data(text.utf8), at: name)
  }

  /// A copy of the repository's home, to be changed.
  static func home() throws -> Scratch {
    let home = try Scratch()
    for name in ["Templates", "Rules", "Fonts"] {
      try FileManager.default.copyItem(atPath: "\(Command.root)/\(name)", toPath: home.path(name))
    }
    return home
  }

  /// What a run issued below a folder here: everything but what tells of the run itself, its report and its register.
  func issued(below name: String) throws -> [(path: String, bytes: Data)] {
    try files(below: name).filter { $0.path != "report.json" && !$0.path.hasPrefix("register.sqlite") }
  }

  /// Relative paths of all files below a folder here, sorted, with their bytes.
  func files(below name: String) throws -> [(path: String, bytes: Data)] {
    let base = path(name)
    let paths = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return try paths.sorted().compactMap { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(base)/\(path)", isDirectory: &isFolder), !isFolder.boolValue
      else { return nil }
      return (path, try Data(contentsOf: URL(filePath: "\(base)/\(path)")))
    }
  }
}
