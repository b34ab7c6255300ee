import Diagnostics
import Fields

extension CheckTable {
  /// 変更: what a changed guarantee must say, and how its parts must agree.
  static let amendmentChecks: [Check] = [
    Check("record.amendment.count") { subject in
      let carried = subject.row.text("number").flatMap(subject.rules.issuer.number.changeCount)
      guard let carried, let stated = subject.row.integer("amendment.count"), stated != Int64(carried) else {
        return []
      }
      return [
        subject.error(
          "record.amendment.count", "amendment.count",
          LocalizedText(
            "変更回数\(stated)が、保証契約番号の示す変更回数\(carried)と違います。",
            "The change count \(stated) is not the \(carried) that the contract number carries."),
          advice: LocalizedText("番号と変更回数を確かめてください。", "Check the number and the count."))
      ]
    },
    Check("record.amendment.missing") { subject in
      guard subject.changeCount > 0 else { return [] }
      return ["amendment.on", "amendment.kinds"].filter { !subject.row.mentions($0) }.map { path in
        subject.error(
          "record.amendment.missing", path,
          LocalizedText(
            "第\(subject.changeCount)回の変更なのに\(subject.heading(path))がありません。",
            "This is change \(subject.changeCount), but \(subject.heading(path)) (\(path)) is missing."),
          advice: LocalizedText("\(subject.heading(path))を書いてください。", "Give \(path)."))
      }
    },
    Check("record.amendment.original") { subject in
      guard subject.changeCount == 0, subject.row.mentionsAmendment else { return [] }
      return [
        subject.error(
          "record.amendment.original", "amendment.count",
          LocalizedText("変更の内容が書かれていますが、変更回数が0です。", "A change is described, but the change count is 0."),
          advice: LocalizedText(
            "変更回数（番号が示すときは番号）を確かめるか、変更の欄を空にしてください。",
            "Check the count, or the number that carries it; or empty the change's cells."))
      ]
    },
    Check("record.amendment.early") { subject in
      guard let on = subject.row.date("amendment.on"), let concluded = subject.row.date("concludedOn"), on < concluded
      else { return [] }
      return [
        subject.error(
          "record.amendment.early", "amendment.on",
          LocalizedText(
            "変更日\(CheckSubject.day(on))が保証契約日\(CheckSubject.day(concluded))より前です。",
            "The change of \(on.iso) is before the contract of \(concluded.iso)."),
          advice: LocalizedText("二つの日付を確かめてください。", "Check both days."))
      ]
    },
    Check("record.amendment.unequal") { subject in
      guard subject.changeCount > 0, subject.kind != .performance, let amount = subject.row.yen("guarantee.amount"),
        let advance = subject.row.yen("advance.amount"), amount == advance
      else { return [] }
      let guaranteed = subject.row.yen("amendment.before.guaranteeAmount") ?? amount
      let paid = subject.row.yen("amendment.before.advanceAmount") ?? advance
      if guaranteed == paid { return [] }
      return [
        subject.error(
          "record.amendment.unequal", "amendment.before.guaranteeAmount",
          LocalizedText(
            "変更前の保証金額\(CheckSubject.yen(guaranteed))が変更前の前払金額\(CheckSubject.yen(paid))と違います。",
            "Before the change the guaranteed amount was \(CheckSubject.yen(guaranteed)) and the advance \(CheckSubject.yen(paid))."
          ),
          advice: LocalizedText("変更前前払金額と変更前保証金額の両方を書いてください。", "Give both amounts as they were before."))
      ]
    },
    Check("record.amendment.kind") { subject in kindFindings(subject) },
  ]

  /// 増額, 減額 and 保証期限変更 say what the values show, no more and no less.
  private static func kindFindings(_ subject: CheckSubject) -> [Diagnostic] {
    guard subject.changeCount > 0, subject.row.mentions("amendment.kinds"),
      let amount = subject.row.yen("guarantee.amount")
    else {
      return []
    }
    let stated = subject.row.words("amendment.kinds")
    let before = subject.row.yen("amendment.before.guaranteeAmount") ?? amount
    let ends = ["until", "from", "to"].contains { name in
      let old = subject.row.date("amendment.before.\(name)")
      return old != nil && old != subject.row.date("guarantee.\(name)")
    }
    let shown = [("増額", amount > before), ("減額", amount < before), ("保証期限変更", ends)]
    return shown.compactMap { word, isShown in
      if stated.contains(word) == isShown { return nil }
      let evidence =
        word == "保証期限変更"
        ? LocalizedText("変更前の保証期限又は保証期間", "the guarantee's days before the change")
        : LocalizedText(
          "保証金額（変更前\(CheckSubject.yen(before))、変更後\(CheckSubject.yen(amount))）",
          "the guaranteed amount (before \(CheckSubject.yen(before)), now \(CheckSubject.yen(amount)))")
      return subject.error(
        "record.amendment.kind", "amendment.kinds",
        isShown
          ? LocalizedText(
            "\(evidence.japanese)は\(word)を示していますが、変更事由にありません。",
            "By \(evidence.english) this is \(word), which the kinds do not say.")
          : LocalizedText(
            "変更事由に\(word)とありますが、\(evidence.japanese)がそれを示していません。",
            "The kinds say \(word), but \(evidence.english) does not show it."),
        advice: LocalizedText("変更事由と変更前の値を合わせてください。", "Make the kinds and the values before the change agree."))
    }
  }
}
