import Diagnostics
import Fields
package import Inputs
package import Records
package import Reporting
package import Surety

/// The one record of a contract in an input: for `render` and `explain`.
package enum ContractSearch {
  /// Finds the record whose contract number this is, scalar for scalar.
  ///
  /// - Parameter change: the change count, when the number does not carry it and several records of the contract stand in the input.
  /// - Throws: exit 66 when there is none, 65 when there are several.
  package static func record(
    of number: String, change: Int?, in input: RunInput, rules: Rulebook
  ) throws(RunFailure) -> RecordRow {
    var reader = try input.open()
    var found: [(change: Int, record: RecordRow)] = []
    var near: Set<String> = []
    do {
      while let record = try reader.next() {
        guard let identity = RecordIdentity(record.row, rules: rules) else { continue }
        if identity.number.utf8.elementsEqual(number.utf8), change == nil || identity.change == change {
          found.append((identity.change, record))
        } else if near.count < 10_000 {
          near.insert(identity.number)
        }
      }
    } catch {
      throw RunFailure(.noInput, error)
    }
    if found.count == 1 { return found[0].record }
    guard let first = found.first else { throw RunFailure(.noInput, absent(number, input.name, near)) }
    let locations = found.compactMap(\.record.row.location.record)
    let isOneIdentity = found.allSatisfy { $0.change == first.change }
    throw RunFailure(
      .recordsRejected,
      .error(
        "contract.several", at: SourceLocation(file: input.name),
        LocalizedText(
          "保証契約番号\(Echo.quoted(number))の記録が\(found.count)件あります（\(locations.map { "\($0)件目" }.joined(separator: "、"))）。",
          "\(found.count) records have the contract number \(Echo.quoted(number)) (records \(locations.map(String.init).joined(separator: ", ")))."
        ),
        advice: isOneIdentity
          ? LocalizedText("正しいものだけを残してください。", "Keep the right one only.")
          : LocalizedText("--changeで変更回数を示してください。", "Say which change with --change.")))
  }

  private static func absent(_ number: String, _ file: String, _ near: Set<String>) -> Diagnostic {
    .error(
      "contract.absent", at: SourceLocation(file: file),
      LocalizedText(
        "保証契約番号\(Echo.quoted(number))の記録がありません。", "There is no record of the contract number \(Echo.quoted(number))."),
      advice: Nearest.name(to: number, among: near.sorted()).map {
        LocalizedText("\(Echo.quoted($0))のことですか。", "Did you mean \(Echo.quoted($0))?")
      })
  }
}
