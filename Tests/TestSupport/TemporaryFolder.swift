import Foundation
package import Glibc

/// A folder of its own for one test, removed with everything in it.
package final class TemporaryFolder {
  package let path: String

  package init() {
    var template = Array("/tmp/shosho-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
    precondition(!path.isEmpty, "no temporary folder")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  package func make(_ folder: String) {
    var prefix = path
    for part in folder.split(separator: "/") {
      prefix += "/" + part
      mkdir(prefix, 0o755)
    }
  }

  package func put(_ text: String, at name: String) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(descriptor >= 0, "cannot write \(name)")
    let bytes = Array(text.utf8)
    precondition(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  /// Permission bits of a file or folder inside, or nil when it is not there.
  package func mode(of name: String) -> mode_t? {
    var status = stat()
    return lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o777 : nil
  }
}
