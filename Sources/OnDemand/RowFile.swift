import Diagnostics
import HostSystem
package import Issuance
package import Register
package import Reporting

/// Exports rows of the register to a file, one row at a time, so that memory does not grow with the register.
package enum RowFile {
  /// Writes every row that passes the filter, including those of voided papers, to `path`, or to standard output when
  /// it is `-`.
  ///
  /// - Parameter place: what the file may not take the place of.
  package static func writeRows(
    of register: IssueRegister, _ filter: RowFilter, as format: RowExport, to path: String, place: OutputPlace
  ) throws(RunFailure) {
    var filter = filter
    filter.includesVoids = true
    let columns = RowColumn.allCases
    let beginning = format == .json ? "{\"\(RowColumn.allCases[0].rawValue)\":" : format.head(columns)
    try place.check(path, for: .rows(beginning: beginning))
    do {
      if path == "-" {
        StandardStream.output.write(format.head(columns))
        try register.forEachRow(filter) { row in StandardStream.output.write(format.text(of: row, columns)) }
        return
      }
      let file = try OutputFile.begin(path, mode: .secret)
      try file.append(format.head(columns))
      var fault: FileFault?
      try register.forEachRow(filter) { row in
        if fault != nil { return }
        do throws(FileFault) { try file.append(format.text(of: row, columns)) } catch { fault = error }
      }
      if let fault { throw fault }
      try file.finish()
    } catch {
      throw RunFailure(error)
    }
  }
}
