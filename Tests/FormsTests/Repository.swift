import Forms
import Foundation

/// The project's own forms, as tests read them.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func sources(in folder: String) throws -> [FormSource] {
    let url = root.appendingPathComponent(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".xml") }.sorted()
    return try names.map { name in
      FormSource(name: "\(folder)/\(name)", bytes: Array(try Data(contentsOf: url.appendingPathComponent(name))))
    }
  }

  static func library() throws -> FormLibrary {
    try FormLibrary(forms: sources(in: "Templates"), parts: sources(in: "Templates/house"))
  }
}
