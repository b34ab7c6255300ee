import Diagnostics
import HostSystem
package import Records
package import Reporting

/// How inputs are read, as a command line or a plan says it: by names of files, which are read when the run begins.
package struct ReadingRequest: Sendable, Hashable {
  package var encoding: StatedEncoding?
  package var format: RecordFormat?
  /// The file of the mapping of headings.
  package var mapping: String?
  /// The input from which masked keys are taken back.
  package var keysFrom: String?

  package init(
    encoding: StatedEncoding? = nil, format: RecordFormat? = nil, mapping: String? = nil, keysFrom: String? = nil
  ) {
    self.encoding = encoding
    self.format = format
    self.mapping = mapping
    self.keysFrom = keysFrom
  }

  /// Reads what the files say.
  package func options() throws(RunFailure) -> ReadingOptions {
    var options = ReadingOptions(encoding: encoding, format: format)
    if let mapping { options.mapping = try Self.read(mapping) }
    if let keysFrom {
      let source = ReadingOptions(encoding: encoding, mapping: options.mapping)
      let reader = try RunInput(keysFrom, options: source, temporaryFolder: HostEnvironment.temporaryFolder).open()
      do {
        options.keys = try AuthenticationKeyTable(reader)
      } catch {
        throw RunFailure(.noInput, error)
      }
    }
    return options
  }

  private static func read(_ mapping: String) throws(RunFailure) -> ColumnMapping {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: mapping)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    do {
      return try ColumnMapping(bytes, file: mapping)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }
}
