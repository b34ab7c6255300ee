import Foundation

/// Folders for measurements, removed when all are done: a file system that has just lost thousands of files is slower to make new ones.
enum Scratch {
  private static let root = FileManager.default.temporaryDirectory.appending(path: "shosho-bench-\(UUID().uuidString)")

  static func folder() throws -> String {
    let folder = root.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  static func remove() { try? FileManager.default.removeItem(at: root) }
}
