import Diagnostics
package import Fields
import HostSystem
package import Mapping
package import Records
package import Reporting

/// One input of a run, which can be opened and read several times, standard input and the pipes of a shell (`<(command)`)
/// too.
///
///     let input = try RunInput("certificates.csv", options: options, temporaryFolder: HostEnvironment.temporaryFolder)
///     var reader = try input.open(masking: rules.issuer.key.form)
///     while let record = try reader.next() { … }
package final class RunInput {
  /// The path as the user wrote it; `-` is standard input.
  package let name: String
  private let options: ReadingOptions
  private let path: String
  /// The copy of an input that can be read only once.
  private let copy: BufferedInput?

  /// - Parameters:
  ///   - path: where the file is, when that is not `name`: a plan keeps the absolute path besides the name.
  ///   - temporaryFolder: where a copy of standard input is kept.
  package init(_ name: String, path: String? = nil, options: ReadingOptions, temporaryFolder: String) throws(RunFailure)
  {
    self.name = name
    self.path = path ?? name
    self.options = options
    do {
      copy =
        name == "-"
        ? try BufferedInput(standardInputInto: temporaryFolder)
        : InputFile.isInheritedPipe(self.path) ? try BufferedInput(self.path, into: temporaryFolder) : nil
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// Begins reading at the first record. An input that cannot be read at all is exit status 66.
  ///
  /// - Parameters:
  ///   - keyForm: the form of the house's keys, which are masked wherever the input is quoted or copied; nil when no
  ///     rules are at hand.
  ///   - meter: counts and digests what is read, and compares it with an earlier reading.
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
      return try FileSource(path: copy?.path ?? path, name: name, meter: meter)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
  }
}
