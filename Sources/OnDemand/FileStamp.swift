import Glibc

/// What changes of a file when it is written or put in another's place. Looked at again and again rather than waited for: a file on a
/// network's disk tells nobody that it changed.
struct FileStamp: Equatable {
  let path: String
  private let inode: UInt
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The stamp of a file that is not there differs from that of every file.
  init(_ path: String) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    inode = isThere ? UInt(status.st_ino) : 0
    size = isThere ? Int(status.st_size) : -1
    seconds = isThere ? Int(status.st_mtim.tv_sec) : 0
    nanoseconds = isThere ? Int(status.st_mtim.tv_nsec) : 0
  }
}
