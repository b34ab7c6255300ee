import Diagnostics
import Digests
import Encodings
package import Fields
import Glibc
import HostSystem
package import Mapping
package import Records
package import Reporting
import Synchronization

/// One input of a run, which can be opened and read several times, standard input too.
///
///     let input = try RunInput("certificates.csv", options: options, temporaryFolder: HostEnvironment.temporaryFolder)
///     var reader = try input.open(masking: rules.issuer.key.form)
///     while let record = try reader.next() { … }
package final class RunInput {
  /// The path as the user wrote it; `-` is standard input.
  package let name: String
  private let options: ReadingOptions
  private let path: String
  private let standardInput: BufferedStandardInput?

  /// - Parameters:
  ///   - path: where the file is, when that is not `name`: a plan keeps the absolute path besides the name.
  ///   - temporaryFolder: where a copy of standard input is kept.
  package init(_ name: String, path: String? = nil, options: ReadingOptions, temporaryFolder: String) throws(RunFailure)
  {
    self.name = name
    self.path = path ?? name
    self.options = options
    do {
      standardInput = name == "-" ? try BufferedStandardInput(standardInputInto: temporaryFolder) : nil
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// Begins reading at the first record. An input that cannot be read at all is exit status 66.
  ///
  /// - Parameters:
  ///   - keyForm: the form of the house's keys, which are masked wherever the input is quoted or copied; nil when no
  ///     rules are at hand.
  ///   - meter: counts and digests what is read.
  package func open(masking keyForm: KeyForm?, meter: InputMeter? = nil) throws(RunFailure) -> RecordReader {
    let source = try openSource(meter: meter)
    var options = options
    options.keyForm = keyForm
    do {
      return try RecordReader(source, file: name, options: options)
    } catch {
      throw RunFailure(.noInput, error)
    }
  }

  /// The input's text and encoding, for `inspect text`.
  package func inspectText() throws(RunFailure) -> TextInspection {
    let source = try openSource(meter: nil)
    do {
      return try TextInspection(source, file: name, encoding: options.encoding)
    } catch {
      throw RunFailure(.noInput, error)
    }
  }

  /// The first mapping for the input, for `mapping init`.
  package func draftMapping() throws(RunFailure) -> MappingDraft {
    let source = try openSource(meter: nil)
    do {
      let sample = try TableSample(source, file: name, encoding: options.encoding, format: options.format)
      return MappingDraft(sample.layout)
    } catch {
      throw RunFailure(.noInput, error)
    }
  }

  private func openSource(meter: InputMeter?) throws(RunFailure) -> FileSource {
    do {
      return try FileSource(path: standardInput?.path ?? path, name: name, meter: meter)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
  }
}

/// A file as the source of bytes that a reader of records asks for.
private struct FileSource: ByteSource {
  private let file: FileDescriptor
  private let name: String
  private let meter: InputMeter?

  /// - Parameters:
  ///   - path: the file to open.
  ///   - name: the path as the user wrote it, for messages.
  ///   - meter: counts and digests what is read.
  init(path: String, name: String, meter: InputMeter?) throws(FileFault) {
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
    meter?.addBytes(bytes)
    return bytes
  }
}

/// Measures an input while it is read: its length and its SHA-256.
package final class InputMeter: Sendable {
  private struct State {
    var digest = IncrementalDigest()
    var bytes = 0
  }

  private let state = Mutex(State())

  package init() {}

  fileprivate func addBytes(_ bytes: [UInt8]) {
    state.withLock { state in
      state.digest.update(bytes)
      state.bytes += bytes.count
    }
  }

  /// Length and hexadecimal digest of what was read so far.
  package var reading: (bytes: Int, digest: String) {
    state.withLock { ($0.bytes, $0.digest.finalize().hexadecimal) }
  }
}
