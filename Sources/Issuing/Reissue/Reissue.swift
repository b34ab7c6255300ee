import Diagnostics
import Fields
import Forms
import Records
package import Register
import Surety

/// A paper again, from the register alone: its record, and the forms, rules and list of fonts with which it was made.
package struct Reissue {
  private let register: IssueRegister
  private let home: Home

  /// - Parameter home: where font files are looked for; its forms and rules are not asked.
  package init(register: IssueRegister, home: Home) {
    self.register = register
    self.home = home
  }

  /// Makes the paper, writes it, and enters it: the row stands only when the file does.
  package func execute(_ request: ReissueRequest) throws(RunFailure) -> RegisterRow {
    do {
      if request.reason.isEmpty { throw RegisterFault(.noReason, path: register.path) }
      let original = try original(of: request)
      let (paper, entry) = try make(original, request)
      try OutputFile.write(paper.bytes, mode: paper.holdsSecret ? .secret : .shared, to: request.target)
      return try register.reissue(
        original, as: entry, mark: request.isMarked ? "再発行" : nil, reason: request.reason, by: request.by, at: Int64(Clock.epochSecond))
    } catch let fault as RegisterFault {
      throw RunFailure(fault)
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw .internal(error)
    }
  }

  /// The paper that holds, or the reason why there is none.
  private func original(of request: ReissueRequest) throws(RegisterFault) -> RegisterRow {
    if let row = try register.holding(number: request.number, document: request.document, change: request.change) { return row }
    let voided = try register.history(number: request.number, change: request.change, document: request.document)
      .last { $0.state == .voided }
    if let voided { throw RegisterFault(.voided(voided.identity), path: register.path) }
    throw RegisterFault(.notIssued(number: request.number, change: request.change, document: request.document), path: register.path)
  }

  private func make(_ original: RegisterRow, _ request: ReissueRequest) throws -> (Paper, RegisterRow.Paper) {
    guard let issued = original.paper, let day = CalendarDate(iso: issued.issuedOn),
      let sources = try register.sources(of: issued.configuration), let json = try register.recordJSON(of: original)
    else { throw RegisterFault(.damaged("entry \(original.sequence)"), path: register.path) }
    let run = try Run.prepare(HouseSources(sources, home: home), documents: [issued.form], issuedOn: day)
    guard let form = run.forms.first else { throw RegisterFault(.damaged("form"), path: register.path) }
    let record = try StoredRecord.read(json, key: form.printsSecret ? try register.key(of: original) : nil, register: register.path)
    let assessment = run.rules.assess(record.row, documents: run.documents, issuedOn: day)
    guard let certificate = assessment.certificate else {
      throw RunFailure(.recordsRejected, Refusal(assessment.diagnostics.filter { $0.severity == .error }))
    }
    var values = assessment.values
    if request.isMarked { try mark(&values, original) }
    let paper = try finished(
      form, PaperPlace(certificate: certificate, row: record.row).identifier(of: form.id), values, record.row, PaperMaker(run: run))
    var entry = issued
    (entry.digest, entry.bytes, entry.pages) = (ContentDigest(of: paper.bytes), paper.bytes.count, paper.pages)
    (entry.path, entry.format) = (OutputFile.parts(of: request.target).name, EngineVersion.format)
    if !request.isMarked, !request.acceptsChanges, entry.digest != issued.digest { throw changed(original, issued) }
    return (paper, entry)
  }

  private func finished(
    _ form: Form, _ identifier: String, _ values: ValueTree, _ row: RawRow, _ maker: PaperMaker
  ) throws(RunFailure) -> Paper {
    do {
      return try maker.finished(form, identifier: identifier, values: values, row: row)
    } catch {
      switch error {
      case .refused(let refusal): throw RunFailure(.recordsRejected, refusal)
      case .failed(let failure): throw failure
      }
    }
  }

  /// 再発行, with today and the running count: the one thing that a marked copy has and its original has not.
  private func mark(_ values: inout ValueTree, _ original: RegisterRow) throws {
    guard let today = IssueDate.inTokyo(atEpochSecond: Clock.epochSecond) else { return }
    values.set("mark.reissue.on", to: .date(today))
    values.set("mark.reissue.count", to: .integer(Int64(try register.markedCount(of: original.identity) + 1)))
  }

  /// Record, form, rules and fonts are those of the original, by digest: what is left is the engine or a library under it.
  private func changed(_ original: RegisterRow, _ issued: RegisterRow.Paper) -> RunFailure {
    let cause =
      issued.format == EngineVersion.format
      ? Words("描画や圧縮のライブラリの版が違います", "a library for drawing or compressing has another version")
      : Words(
        "形式番号が\(issued.format)から\(EngineVersion.format)に変わっています",
        "the engine's format number went from \(issued.format) to \(EngineVersion.format)")
    return RunFailure(
      .recordsRejected,
      .error(
        "reissue.changed", at: Place(file: register.path),
        Words(
          "\(Echo.quoted(original.identity.number))の書類は、発行したときと同じファイルになりません（\(cause.japanese)）。",
          "The paper of \(Echo.quoted(original.identity.number)) does not come to the same file as when it was issued (\(cause.english))."),
        advice: Words(
          "違いを承知で発行するなら--accept-changesを付けてください。", "Add --accept-changes to issue it in spite of that.")))
  }
}
