import Diagnostics
package import Fields
import HostSystem
package import Inputs
import Mapping
import Records
package import Reporting

/// Tries a mapping on a file, for `shosho mapping check`: each field of the first records with what stood in the source,
/// then what is wrong with them and what of the file is not read.
package enum MappingTrial {
  /// Writes the first records to standard output; messages go where the console sends them. All records are read, so
  /// that a trailer is compared and every fault is counted.
  ///
  /// - Parameter keyForm: by what a key outside its own column is recognised, which is masked too.
  /// - Returns: 65 when a record has a fault.
  package static func show(
    _ limit: Int, of input: RunInput, masking keyForm: KeyForm?, console: Console
  ) throws(RunFailure) -> ExitStatus {
    var reader = try input.open(masking: keyForm)
    var count = 0
    var faulty = 0
    do {
      while let record = try reader.next() {
        count += 1
        let errors = record.row.diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty { faulty += 1 }
        guard count <= limit else { continue }
        StandardStream.output.write(text(of: record, masking: keyForm, in: console.language))
        console.report(record.row.diagnostics)
      }
    } catch {
      throw RunFailure(.noInput, error)
    }
    console.report(reader.diagnostics)
    let summary = LocalizedText(
      "\(count)件を読み、\(faulty)件に誤りがあります。", "\(count) records were read; \(faulty) have faults.")
    StandardStream.output.write(summary.text(in: console.language) + "\n")
    return faulty > 0 ? .recordsRejected : .success
  }

  /// The fields of a record, each on a line with its value and, where a mapping made it, its source and steps.
  static func text(of record: RecordRow, masking keyForm: KeyForm?, in language: Language) -> String {
    func masked(_ text: String) -> String { keyForm?.masked(text) ?? text }
    let number = record.row.location.record.map(String.init) ?? "?"
    let line = record.row.location.line.map(String.init) ?? "?"
    var lines = [
      LocalizedText("\(number)件目（\(line)行目）", "record \(number) (line \(line))").text(in: language)
    ]
    for key in RecordRow.ordered(record.row.cells.keys) {
      guard let cell = record.row.cells[key] else { continue }
      let value = key.isSecret ? Secret.mask : cell.value.plainText.map { Echo.plain(masked($0)) } ?? "–"
      var text = "  \(key.heading): \(value)"
      if let trace = record.traces[key] {
        let sources = trace.sources.map { "\(Echo.plain($0.column)) \(Echo.quoted(masked($0.text)))" }
        text += "  ← " + (sources + trace.steps).joined(separator: ", ")
      } else if let heading = cell.location.heading, !heading.utf8.elementsEqual(key.heading.utf8) {
        text += "  ← \(Echo.plain(heading))"
      }
      lines.append(text)
    }
    return lines.joined(separator: "\n") + "\n\n"
  }
}
