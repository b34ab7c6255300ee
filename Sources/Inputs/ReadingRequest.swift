import Diagnostics
package import Encodings
import HostSystem
import Mapping
package import Records
package import Reporting

/// How inputs are to be read, as a command line or a plan states it. Files are named only; `readOptions` reads them
/// when the run begins.
package struct ReadingRequest: Sendable, Hashable {
  package var encoding: StatedEncoding?
  package var format: RecordFormat?
  /// The file that maps headings to fields.
  package var mapping: String?
  /// An earlier input that has the authentication keys, for rejects in which they are masked.
  package var keysFrom: String?
  /// The encoding of `keysFrom`; nil when it is that of the input.
  package var keysEncoding: StatedEncoding?

  package init(
    encoding: StatedEncoding? = nil, format: RecordFormat? = nil, mapping: String? = nil, keysFrom: String? = nil,
    keysEncoding: StatedEncoding? = nil
  ) {
    self.encoding = encoding
    self.format = format
    self.mapping = mapping
    self.keysFrom = keysFrom
    self.keysEncoding = keysEncoding
  }

  /// The options for a reader, with what the named files say.
  package func readOptions() throws(RunFailure) -> ReadingOptions {
    var options = ReadingOptions(encoding: encoding, format: format)
    if let mapping { options.mapping = try Self.readMapping(mapping) }
    if let keysFrom {
      let source = ReadingOptions(encoding: keysEncoding ?? encoding, mapping: options.mapping)
      let reader = try RunInput(keysFrom, options: source, temporaryFolder: HostEnvironment.temporaryFolder).open(
        masking: nil)
      do {
        options.keys = try AuthenticationKeyTable(reader)
      } catch {
        throw RunFailure(.noInput, error)
      }
    }
    return options
  }

  private static func readMapping(_ path: String) throws(RunFailure) -> ColumnMapping {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    do {
      return try ColumnMapping(bytes, file: path)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }
}
