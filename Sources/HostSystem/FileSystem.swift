import Glibc

/// Calls of the host that Swift's Glibc module does not show.
enum FileSystem {
  private typealias Syncfs = @convention(c) (Int32) -> Int32

  private static let syncfs: Syncfs? = dlsym(nil, "syncfs").map { unsafeBitCast($0, to: Syncfs.self) }

  /// syncfs(2): writes what waits for the file system on which the open file stands. −1 with `errno` set on a fault.
  static func sync(_ descriptor: Int32) -> Int32 {
    if let syncfs { return syncfs(descriptor) }
    Glibc.sync()
    return 0
  }
}
