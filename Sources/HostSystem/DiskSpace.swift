import Glibc

/// What is free on the file system of a folder.
package struct DiskSpace: Sendable, Hashable {
  /// Tells file systems apart.
  package var device: UInt
  package var freeBytes: Int
  /// Files that can still be made; nil where the file system sets no such limit.
  package var freeFiles: Int?

  /// Nil when the system does not say.
  package init?(at path: String) {
    var system = statvfs()
    var status = stat()
    guard statvfs(path, &system) == 0, stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    freeBytes = Int(
      clamping: UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize)).partialValue)
    freeFiles = system.f_files == 0 ? nil : Int(clamping: system.f_favail)
  }

  init(device: UInt, freeBytes: Int, freeFiles: Int?) {
    (self.device, self.freeBytes, self.freeFiles) = (device, freeBytes, freeFiles)
  }
}
