import CDeflate
import Digests

/// libdeflate, which cannot be asked for its version. The library that is loaded is known by its build id.
enum DeflateLibrary {
  /// The builds whose versions are known: those of Debian 12 and 13 for amd64.
  private static let builds = [
    "8dd45d05f8c7bacfe3e762adce0626c61767fe22": "1.14",
    "3a76fb69997f5b80f3375f5d483a0eafdf1f3a27": "1.23",
  ]

  /// The version of a known build, `1.14`, else the beginning of its id, `build-8dd45d05f8c7`.
  static var version: String {
    version(ofBuild: buildID)
  }

  static func version(ofBuild id: String?) -> String {
    guard let id else { return "build-unknown" }
    return builds[id] ?? "build-\(id.prefix(12))"
  }

  /// Nil when the library has none.
  static var buildID: String? {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBufferPointer { cdeflate_build_id($0.baseAddress, $0.count) }
    return count > 0 ? Hexadecimal.text(of: Array(bytes.prefix(count))) : nil
  }
}
