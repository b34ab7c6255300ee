import Glibc

/// The one place that decides how a file from outside is opened for reading: records, settings, papers, lists.
///
/// Somebody may have put a pipe, a device or a folder in the place of a file, or a file of 20 GB in the place of a list
/// of three lines. It is opened without waiting for a writer, looked at, and refused by name when it is not what it must
/// be. A pipe that the shell handed over (`<(command)`) is taken, because whoever wrote it meant a pipe.
package enum OutsideFile {
  /// What stands where a regular file was expected.
  package enum Kind: String, Sendable, Hashable {
    case folder, pipe, device, socket
  }

  /// How many bytes files of a kind have at most, far beyond what any of them has.
  package enum Limit {
    /// Rules, forms, mappings, defaults, totals: 64 MiB.
    package static let settings = 64 << 20
    /// A paper, or the print file of a night: 1 GiB.
    package static let paper = 1 << 30
    /// What grows with the number of records and is read at once (manifest, plan, rejects, passwords): 4 GiB.
    package static let list = 4 << 30
  }

  /// - Parameters:
  ///   - name: the path as the user wrote it, for messages.
  ///   - limit: the greatest length in bytes; nil where the file is read piece by piece.
  package static func open(
    _ path: String, named name: String? = nil, followsLinks: Bool = true, atMost limit: Int? = nil
  ) throws(FileFault) -> FileDescriptor {
    let name = name ?? path
    let links = followsLinks ? 0 : O_NOFOLLOW
    guard let file = FileDescriptor(Glibc.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | links)) else {
      // A socket cannot be opened at all, a device perhaps not without its driver.
      throw errno == ENXIO || errno == ENODEV ? FileFault(.notAFile(.socket), name) : FileFault(.open, name)
    }
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw FileFault(.open, name) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if let limit, status.st_size > limit { throw FileFault(.tooLong(limit), name, errno: 0) }
    case S_IFDIR: throw FileFault(.notAFile(.folder), name, errno: 0)
    case S_IFIFO where InputFile.isInheritedPipe(path): break
    case S_IFIFO: throw FileFault(.notAFile(.pipe), name, errno: 0)
    case S_IFSOCK: throw FileFault(.notAFile(.socket), name, errno: 0)
    default: throw FileFault(.notAFile(.device), name, errno: 0)
    }
    // Waiting for what a pipe brings is right, and `waitUntilReadable` ends it when the process is told to stop.
    _ = fcntl(file.number, F_SETFL, fcntl(file.number, F_GETFL) & ~O_NONBLOCK)
    return file
  }
}

extension FileDescriptor {
  /// Waits until there is something to read, or the end. False with `errno` set when the process was told to stop
  /// before, whichever of its threads the signal reached.
  func waitUntilReadable() -> Bool {
    var wanted = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    while poll(&wanted, 1, 200) <= 0 {
      if StopSignal.number != nil {
        errno = EINTR
        return false
      }
    }
    return true
  }
}
