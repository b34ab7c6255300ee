import Diagnostics
import Fields
import Rules

/// Checks of changed guarantees. A changed certificate takes the place of an earlier one, so its record must say what
/// was changed, and the figures before and after must fit together.
extension CheckTable {
  /// 変更: what the record of a changed guarantee must state, and what must agree in it.
  static let amendmentChecks: [Check] = [
    Check("record.amendment.count") { context in
      let carried = context.row.text("number").flatMap(context.rules.issuer.number.changeCount)
      guard let carried, let stated = context.row.integer("amendment.count"), stated != Int64(carried) else {
        return []
      }
      return [
        context.error(
          "record.amendment.count", "amendment.count",
          LocalizedText(
            "変更回数\(stated)が、保証契約番号の示す変更回数\(carried)と違います。",
            "The change count \(stated) is not the \(carried) that the contract number carries."),
          advice: LocalizedText("番号と変更回数を確かめてください。", "Check the number and the count."))
      ]
    },
    Check("record.amendment.missing") { context in
      guard context.changeCount > 0 else { return [] }
      return ["amendment.on", "amendment.kinds"].filter { !context.row.mentions($0) }.map { path in
        context.error(
          "record.amendment.missing", path,
          LocalizedText(
            "第\(context.changeCount)回の変更なのに\(context.heading(path))がありません。",
            "This is change \(context.changeCount), but \(context.heading(path)) (\(path)) is missing."),
          advice: LocalizedText("\(context.heading(path))を書いてください。", "Give \(path)."))
      }
    },
    Check("record.amendment.original") { context in
      guard context.changeCount == 0, context.row.mentionsAmendment else { return [] }
      return [
        context.error(
          "record.amendment.original", "amendment.count",
          LocalizedText("変更の内容が書かれていますが、変更回数が0です。", "A change is described, but the change count is 0."),
          advice: LocalizedText(
            "変更回数（番号が示すときは番号）を確かめるか、変更の欄を空にしてください。",
            "Check the count, or the number that carries it; or empty the change's cells."))
      ]
    },
    Check("record.amendment.early") { context in
      guard let on = context.row.date("amendment.on"), let concluded = context.row.date("concludedOn"), on < concluded
      else { return [] }
      return [
        context.error(
          "record.amendment.early", "amendment.on",
          LocalizedText(
            "変更日\(CheckContext.day(on))が保証契約日\(CheckContext.day(concluded))より前です。",
            "The change of \(on.iso) is before the contract of \(concluded.iso)."),
          advice: LocalizedText("二つの日付を確かめてください。", "Check both days."))
      ]
    },
    Check("record.amendment.unequal") { context in
      guard context.changeCount > 0, context.kind != .performance, let amount = context.row.yen("guarantee.amount"),
        let advance = context.row.yen("advance.amount"), amount == advance
      else { return [] }
      let guaranteed = context.row.yen("amendment.before.guaranteeAmount") ?? amount
      let paid = context.row.yen("amendment.before.advanceAmount") ?? advance
      if guaranteed == paid { return [] }
      return [
        context.error(
          "record.amendment.unequal", "amendment.before.guaranteeAmount",
          LocalizedText(
            "変更前の保証金額\(CheckContext.yen(guaranteed))が変更前の前払金額\(CheckContext.yen(paid))と違います。",
            "Before the change the guaranteed amount was \(CheckContext.yen(guaranteed)) "
              + "and the advance \(CheckContext.yen(paid))."
          ),
          advice: LocalizedText("変更前前払金額と変更前保証金額の両方を書いてください。", "Give both amounts as they were before."))
      ]
    },
    Check("record.amendment.kind") { context in kindFindings(context) },
  ]

  /// The stated kinds of the change, 増額, 減額 and 保証期限変更, must be exactly those that the values before and after the
  /// change show.
  private static func kindFindings(_ context: CheckContext) -> [Diagnostic] {
    guard context.changeCount > 0, context.row.mentions("amendment.kinds"),
      let amount = context.row.yen("guarantee.amount")
    else {
      return []
    }
    let stated = context.row.words("amendment.kinds")
    let before = context.row.yen("amendment.before.guaranteeAmount") ?? amount
    let ends = ["until", "from", "to"].contains { name in
      let old = context.row.date("amendment.before.\(name)")
      return old != nil && old != context.row.date("guarantee.\(name)")
    }
    let shown = [("増額", amount > before), ("減額", amount < before), ("保証期限変更", ends)]
    return shown.compactMap { word, isShown in
      if stated.contains(word) == isShown { return nil }
      let evidence =
        word == "保証期限変更"
        ? LocalizedText("変更前の保証期限又は保証期間", "the guarantee's days before the change")
        : LocalizedText(
          "保証金額（変更前\(CheckContext.yen(before))、変更後\(CheckContext.yen(amount))）",
          "the guaranteed amount (before \(CheckContext.yen(before)), now \(CheckContext.yen(amount)))")
      return context.error(
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
