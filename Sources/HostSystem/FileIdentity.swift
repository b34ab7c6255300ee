import Glibc

/// Which file a path leads to, whatever links and names lead there.
package struct FileIdentity: Sendable, Hashable {
  private var device: UInt64
  private var number: UInt64

  /// Follows links; nil when nothing is there.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The entry of a folder itself, be it a link; nil when there is none.
  init?(of name: String, in folder: FileDescriptor) {
    var status = stat()
    guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}
