import Diagnostics
import HostSystem
package import Records
package import Reporting

/// An input of a run, opened as often as it must be read.
package final class RunInput {
  /// As the user named it; `-` is standard input.
  package let name: String
  private let options: ReadingOptions
  private let path: String
  private let spool: BufferedStandardInput?

  /// - Parameters:
  ///   - path: where it stands, when it is not where its name says.
  ///   - temporaryFolder: where standard input is kept.
  package init(_ name: String, path: String? = nil, options: ReadingOptions, temporaryFolder: String) throws(RunFailure)
  {
    self.name = name
    self.path = path ?? name
    self.options = options
    do {
      spool = name == "-" ? try BufferedStandardInput(standardInputInto: temporaryFolder) : nil
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// A reader at the input's first record. What keeps the input from being read at all is exit 66.
  package func open(meter: InputMeter? = nil) throws(RunFailure) -> RecordReader {
    let source = try source(meter: meter)
    do {
      return try RecordReader(source, file: name, options: options)
    } catch {
      throw RunFailure(.noInput, error)
    }
  }

  /// The input's text, for `inspect text`.
  package func inspectText() throws(RunFailure) -> TextInspection {
    let source = try source(meter: nil)
    do {
      return try TextInspection(source, file: name, encoding: options.encoding)
    } catch {
      throw RunFailure(.noInput, error)
    }
  }

  private func source(meter: InputMeter?) throws(RunFailure) -> FileSource {
    do {
      return try FileSource(path: spool?.path ?? path, name: name, meter: meter)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
  }
}
