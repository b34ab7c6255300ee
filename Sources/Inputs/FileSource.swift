import Diagnostics
import Digests
import Encodings
import Glibc
import HostSystem
import Records
import Synchronization

/// A file as the source of bytes that a reader of records asks for.
struct FileSource: ByteSource {
  private let file: FileDescriptor
  private let name: String
  private let meter: InputMeter?

  /// - Parameters:
  ///   - path: the file to open.
  ///   - name: the path as the user wrote it, for messages.
  ///   - meter: counts and digests what is read, and compares it with an earlier reading.
  init(path: String, name: String, meter: InputMeter?) throws(FileFault) {
    guard let file = FileDescriptor(open(path, O_RDONLY | O_CLOEXEC)) else { throw FileFault(.open, name) }
    self.file = file
    self.name = name
    self.meter = meter
  }

  /// The next block of the file. All but the last have the same length, so that two readings have the same blocks.
  mutating func read() throws(DiagnosticError) -> [UInt8] {
    var isBroken = false
    let file = file
    let bytes = [UInt8](unsafeUninitializedCapacity: InputFingerprint.blockLength) { buffer, filled in
      while filled < buffer.count {
        let count = file.readSome(
          into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
        guard let count else {
          isBroken = true
          return
        }
        if count == 0 { return }
        filled += count
      }
    }
    if isBroken { throw DiagnosticError(FileFault(.read, name).diagnostic) }
    if let meter, !meter.addBlock(bytes) { throw DiagnosticError(InputMeter.changed(name)) }
    return bytes
  }
}

/// What a reading of an input has found: the digest of all that comes before the end of each block. By it a second
/// reading knows, block by block, that it reads the same, before anything in the block is believed.
package struct InputFingerprint: Sendable, Hashable {
  /// Bytes in a block; 32 bytes are kept for each.
  static let blockLength = 1 << 16

  fileprivate var digests: [ContentDigest] = []
}

/// Measures an input while it is read: its length and its SHA-256. In a second reading it compares them with the first.
package final class InputMeter: Sendable {
  private struct State {
    var digest = IncrementalDigest()
    var bytes = 0
    var fingerprint = InputFingerprint()
    var hasChanged = false
  }

  private let state = Mutex(State())
  private let expected: InputFingerprint?

  /// - Parameter expected: what an earlier reading found; nil for the first one.
  package init(expecting expected: InputFingerprint? = nil) {
    self.expected = expected
  }

  /// Adds the next block, an empty one at the end. False when it is not the one that the earlier reading found here.
  fileprivate func addBlock(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      let index = state.fingerprint.digests.count
      if bytes.isEmpty {
        if let expected, expected.digests.count != index { state.hasChanged = true }
        return !state.hasChanged
      }
      state.digest.update(bytes)
      state.bytes += bytes.count
      let digest = state.digest.finalize()
      state.fingerprint.digests.append(digest)
      if let expected, !(expected.digests.indices.contains(index) && expected.digests[index] == digest) {
        state.hasChanged = true
      }
      return !state.hasChanged
    }
  }

  /// Length and hexadecimal digest of what was read so far.
  package var reading: (bytes: Int, digest: String) {
    state.withLock { ($0.bytes, $0.digest.finalize().hexadecimal) }
  }

  /// By which a later reading is compared with this one.
  package var fingerprint: InputFingerprint { state.withLock { $0.fingerprint } }

  /// Whether the input was found to be another than in the earlier reading. Nothing of the block in which that showed
  /// was handed out.
  package var hasChanged: Bool { state.withLock { $0.hasChanged } }

  /// The error of an input that changed between two readings.
  fileprivate static func changed(_ name: String) -> Diagnostic {
    .error(
      "input.changed", at: SourceLocation(file: name),
      LocalizedText(
        "入力が、読んでいる間に変わりました。変わったところより前の記録だけを処理しました。",
        "The input changed while it was being read. Only records before the change were processed."),
      advice: LocalizedText(
        "発行したものはそのまま有効です。書き終わった入力で、もう一度実行してください。",
        "What was issued stands. Run again when the input is written to its end."))
  }
}
