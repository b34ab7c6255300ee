import Diagnostics
package import Records

/// An input of a run, opened as often as it must be read.
package final class RunInput {
  /// As the user named it; `-` is standard input.
  package let name: String
  private let options: ReadingOptions
  private let spool: Spool?

  /// - Parameter temporaryFolder: where standard input is kept.
  package init(_ name: String, options: ReadingOptions, temporaryFolder: String) throws(RunFailure) {
    self.name = name
    self.options = options
    do {
      spool = name == "-" ? try Spool(standardInputInto: temporaryFolder) : nil
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// A reader at the input's first record. What keeps the input from being read at all is exit 66.
  package func open(meter: InputMeter? = nil) throws(RunFailure) -> RecordReader {
    let source: FileSource
    do {
      source = try FileSource(path: spool?.path ?? name, name: name, meter: meter)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    do {
      return try RecordReader(source, file: name, options: options)
    } catch {
      throw RunFailure(.noInput, error)
    }
  }
}
