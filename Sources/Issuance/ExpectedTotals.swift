import Diagnostics
import Fields
import HostSystem
package import Reporting
import StrictJSON

/// What an operator or a sender says that the inputs of a run must be: `--expect-records`, `--expect-amount`, and the
/// file of `--expect`. A run over anything else issues nothing.
package struct ExpectedTotals: Sendable {
  /// What was said, and by what: `--expect-records` or the name of a file.
  package private(set) var statements: [(totals: ControlTotals, by: String)] = []

  /// - Parameter file: a JSON object with `records`, `amount` or both.
  package init(records: Int?, amount: Int64?, file: String?) throws(RunFailure) {
    if let records { statements.append((ControlTotals(records: records), "--expect-records")) }
    if let amount { statements.append((ControlTotals(amount: amount), "--expect-amount")) }
    if let file { statements.append((try Self.read(file), file)) }
  }

  private static func read(_ file: String) throws(RunFailure) -> ControlTotals {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: file)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    do {
      let root = try JSONParser.parse(bytes)
      let totals = ControlTotals(
        records: root["records"]?.integer, amount: root["amount"]?.integer.map(Int64.init))
      let stated = (totals.records == nil ? 0 : 1) + (totals.amount == nil ? 0 : 1)
      if let members = root.members, stated > 0, stated == members.count { return totals }
      throw RunFailure(
        .noInput,
        .error(
          "expect.shape", at: SourceLocation(file: file),
          LocalizedText(
            "records（件数）と amount（保証金額の合計）の一方か両方を、整数で書いたオブジェクトではありません。",
            "It is no object with records, amount or both as whole numbers."),
          advice: LocalizedText(
            #"{"records": 400, "amount": 7720000000} のように書いてください。"#,
            #"Write it like {"records": 400, "amount": 7720000000}."#)))
    } catch let fault as JSONFault {
      throw RunFailure(.noInput, fault.diagnostic("expect.json", file: file, bytes: bytes))
    } catch {
      throw RunFailure(error)
    }
  }

  /// Refuses inputs that are not what was said.
  ///
  /// - Parameter inputs: the file's name when there is one input; for messages.
  package func check(_ found: FoundTotals, of inputs: [String]) throws(RunFailure) {
    let file = inputs.count == 1 ? inputs[0] : "\(inputs.count) inputs"
    let problems = statements.flatMap { found.differences(from: $0.totals, by: $0.by, at: SourceLocation(file: file)) }
    if !problems.isEmpty { throw RunFailure(.noInput, problems) }
  }
}

/// What a first reading finds: how many records, and the sum of their 保証金額.
package struct FoundTotals: Sendable {
  private(set) var records = 0
  private(set) var amount: Int64 = 0
  /// Records whose 保証金額 cannot be read, so that the sum is not known.
  private(set) var unreadable = 0

  mutating func addRecord(_ row: RawRow) {
    records += 1
    guard let cell = row["guarantee.amount"] else { return unreadable += 1 }
    switch cell.value {
    case .text(let text), .number(let text):
      guard let yen = try? AmountReader.read(text) else { return unreadable += 1 }
      let (sum, overflows) = amount.addingReportingOverflow(yen)
      if overflows { unreadable += 1 } else { amount = sum }
    default: unreadable += 1
    }
  }

  static func += (a: inout FoundTotals, b: FoundTotals) {
    a.records += b.records
    a.amount += b.amount
    a.unreadable += b.unreadable
  }

  /// What differs from totals that somebody stated.
  ///
  /// - Parameter source: who stated them, as messages say it.
  func differences(from stated: ControlTotals, by source: String, at location: SourceLocation) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let wanted = stated.records, wanted != records {
      found.append(
        .error(
          "input.total.records", at: location,
          LocalizedText(
            "記録は\(records)件ですが、\(source)では\(wanted)件です。", "There are \(records) records, but \(wanted) by \(source)."),
          advice: Self.advice))
    }
    if let wanted = stated.amount, wanted != amount || unreadable > 0 {
      let unread = LocalizedText(
        unreadable == 0 ? "" : "（読めない額が\(unreadable)件あります）",
        unreadable == 0 ? "" : " (the amounts of \(unreadable) records cannot be read)")
      found.append(
        .error(
          "input.total.amount", at: location,
          LocalizedText(
            "保証金額の合計は\(DigitGrouping.grouped(amount))円\(unread.japanese)ですが、\(source)では\(DigitGrouping.grouped(wanted))円です。",
            "The guaranteed amounts sum up to \(DigitGrouping.grouped(amount)) yen\(unread.english), "
              + "but to \(DigitGrouping.grouped(wanted)) by \(source)."),
          advice: Self.advice))
    }
    return found
  }

  private static let advice = LocalizedText(
    "ファイルが途中で切れたり、前日のものだったり、二重になったりしていないか確かめてください。何も発行していません。",
    "See whether the file was cut, is yesterday's or has something twice. Nothing was issued.")
}
