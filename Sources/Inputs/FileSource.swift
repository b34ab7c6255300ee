import Diagnostics
import Digests
import Glibc
import HostSystem
import Records
import Synchronization

/// A file of the host as a source of records, from its first byte to its last.
struct FileSource: ByteSource {
  private let file: FileDescriptor
  private let name: String
  private let meter: InputMeter?

  /// - Parameters:
  ///   - path: what is opened.
  ///   - name: what the user called it, for messages.
  ///   - meter: counts and digests what is read, when that is wanted.
  init(path: String, name: String, meter: InputMeter? = nil) throws(FileFault) {
    guard let file = FileDescriptor(open(path, O_RDONLY | O_CLOEXEC)) else { throw FileFault(.open, name) }
    self.file = file
    self.name = name
    self.meter = meter
  }

  mutating func read() throws(DiagnosticError) -> [UInt8] {
    var count = 0
    let file = file
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
      count = file.readSome(into: UnsafeMutableRawBufferPointer(buffer)) ?? -1
      filled = max(0, count)
    }
    if count < 0 { throw DiagnosticError(FileFault(.read, name).diagnostic) }
    meter?.add(bytes)
    return bytes
  }
}

/// Length and SHA-256 of an input, taken while it is read.
package final class InputMeter: Sendable {
  private struct State {
    var digest = IncrementalDigest()
    var bytes = 0
  }

  private let state = Mutex(State())

  package init() {}

  func add(_ bytes: [UInt8]) {
    state.withLock { state in
      state.digest.update(bytes)
      state.bytes += bytes.count
    }
  }

  /// What has been read so far.
  package var reading: (bytes: Int, digest: String) {
    state.withLock { ($0.bytes, $0.digest.finalize().hexadecimal) }
  }
}
