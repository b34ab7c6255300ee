package import Diagnostics
import HostSystem
package import Reporting

/// The loop of the `shosho inspect` commands: for each line of standard input, one line of answer on standard output.
package enum LineAnswers {
  /// Answers every line. One that is refused is answered by `!` and the reason.
  ///
  /// - Parameter answer: the answer to a line, or the error with which it is refused.
  /// - Returns: exit 0 when all lines were answered, 65 when some were refused.
  package static func answer(language: Language, _ answer: (String) throws(DiagnosticError) -> String)
    throws(RunFailure) -> ExitStatus
  {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: "-", atMost: OutsideFile.Limit.list)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    var status = ExitStatus.success
    for line in lines(of: bytes) {
      var text: String
      do throws(DiagnosticError) {
        guard let line = String(validating: line, as: UTF8.self) else { throw DiagnosticError(notUTF8) }
        text = try answer(line)
      } catch {
        status = .recordsRejected
        text = "! " + error.diagnostics.map { $0.summary.text(in: language) }.joined(separator: " ")
      }
      StandardStream.output.write(text + "\n")
    }
    return status
  }

  /// The lines without their line ends, LF or CR LF. The last line needs no line end.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  private static let notUTF8 = Diagnostic.error("inspect.utf8", LocalizedText("UTF-8として読めません。", "This is not UTF-8."))
}
