package import Diagnostics
import HostSystem
package import Reporting

/// `inspect`: texts on standard input, one a line; one answer a line, in the same order.
package enum LineAnswers {
  /// Answers every line of standard input. A line that is refused gets `!` and the reason.
  ///
  /// - Returns: 0 when all were answered, 65 when some were refused.
  package static func answer(language: Language, _ answer: (String) throws(DiagnosticError) -> String)
    throws(RunFailure) -> ExitStatus
  {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: "-")
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

  /// The lines without their ends, LF or CR LF; a last one without an end counts too.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  private static let notUTF8 = Diagnostic.error("inspect.utf8", LocalizedText("UTF-8として読めません。", "This is not UTF-8."))
}
