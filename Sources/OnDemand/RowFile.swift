import Diagnostics
import HostSystem
package import Register
package import Reporting

/// The register's rows as a file, one at a time: a register of a million rows takes no more memory than one of ten.
package enum RowFile {
  /// Writes every row that passes the filter, voids too, to `path` or, when it is `-`, to standard output.
  package static func write(_ register: IssueRegister, _ filter: RowFilter, as format: RowExport, to path: String)
    throws(RunFailure)
  {
    var filter = filter
    filter.includesVoids = true
    let columns = RowColumn.allCases
    do {
      if path == "-" {
        StandardStream.output.write(format.head(columns))
        try register.forEachRow(filter) { row in StandardStream.output.write(format.text(of: row, columns)) }
        return
      }
      let (folder, name) = OutputFile.folderAndName(of: path)
      let file = try Folder(makingAt: folder).beginFile(name, mode: .secret)
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
