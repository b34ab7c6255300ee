import Diagnostics
import Fields
import Rules

/// Checks of what a record says of the contract and of the guarantee: its days, amounts and numbers must agree with
/// each other, whoever the orderer is.
extension CheckTable {
  /// What must agree within a record, whoever the orderer is (Documentation/domain.md, "The record's days and
  /// amounts").
  static let contractChecks: [Check] = [
    positive("work.price"), positive("guarantee.amount"), positive("advance.amount"),
    Check("rules.key.weak") { context in
      guard context.rules.issuer.key.isWeak, context.row.mentions("key") else { return [] }
      return [
        context.warning(
          "rules.key.weak", "key",
          LocalizedText(
            "認証キーは\(KeyPattern.safeBits)ビットに足りず、試して当てられるおそれがあります。",
            "The key has fewer than \(KeyPattern.safeBits) bits: it could be found by trying."),
          advice: LocalizedText(
            "Rules/issuer.json の文字種か文字数を増やしてください。", "Let Rules/issuer.json have more characters or a longer key."))
      ]
    },
    Check("record.guarantee.amount") { context in
      guard context.kind != .performance, let advance = context.row.yen("advance.amount"),
        let guaranteed = context.row.yen("guarantee.amount"), advance != guaranteed
      else { return [] }
      return [
        context.error(
          "record.guarantee.amount", "guarantee.amount",
          LocalizedText(
            "保証金額\(CheckContext.yen(guaranteed))が前払金額\(CheckContext.yen(advance))と違います。",
            "The guaranteed amount \(CheckContext.yen(guaranteed)) "
              + "is not the advance of \(CheckContext.yen(advance))."),
          advice: LocalizedText("どちらが正しいか確かめて、同じ額にしてください。", "Find out which is right, and make them equal."))
      ]
    },
    Check("record.guarantee.until") { context in
      guard let until = context.row.date("guarantee.until"), let end = context.row.date("work.to"), until != end else {
        return []
      }
      return [
        context.error(
          "record.guarantee.until", "guarantee.until",
          LocalizedText(
            "保証期限\(CheckContext.day(until))が工期の末日\(CheckContext.day(end))と違います。",
            "The guarantee ends on \(until.iso), the work on \(end.iso)."),
          advice: LocalizedText("保証期限を工期の末日にしてください。", "Let the guarantee end on the last day of the work."))
      ]
    },
    Check("record.guarantee.covers") { context in
      guard let from = context.row.date("guarantee.from"), let to = context.row.date("guarantee.to"),
        let workFrom = context.row.date("work.from"), let workTo = context.row.date("work.to"),
        from > workFrom || to < workTo
      else { return [] }
      return [
        context.error(
          "record.guarantee.covers", from > workFrom ? "guarantee.from" : "guarantee.to",
          LocalizedText(
            "保証期間\(CheckContext.day(from))から\(CheckContext.day(to))までが、"
              + "工期\(CheckContext.day(workFrom))から\(CheckContext.day(workTo))までを含んでいません。",
            "The guarantee from \(from.iso) to \(to.iso) does not contain "
              + "the work from \(workFrom.iso) to \(workTo.iso)."
          ),
          advice: LocalizedText("保証期間が工期の全部を含むようにしてください。", "Let the guarantee contain the whole period of the work."))
      ]
    },
    Check("record.work.tax") { context in
      guard let tax = context.row.yen("work.tax"), let price = context.row.yen("work.price"), tax >= price else {
        return []
      }
      return [
        context.error(
          "record.work.tax", "work.tax",
          LocalizedText(
            "消費税額\(CheckContext.yen(tax))が請負代金額\(CheckContext.yen(price))以上です。",
            "The tax of \(CheckContext.yen(tax)) is not below the price of \(CheckContext.yen(price))."),
          advice: LocalizedText("うち消費税額を確かめてください。", "Check the tax."))
      ]
    },
    Check("record.guarantee.exceeds") { context in
      guard let amount = context.row.yen("guarantee.amount"), let price = context.row.yen("work.price"), amount > price
      else { return [] }
      return [
        context.error(
          "record.guarantee.exceeds", "guarantee.amount",
          LocalizedText(
            "保証金額\(CheckContext.yen(amount))が請負代金額\(CheckContext.yen(price))を超えています。",
            "The guaranteed amount \(CheckContext.yen(amount)) exceeds the price of \(CheckContext.yen(price))."),
          advice: LocalizedText(
            "桁を確かめてください。請負代金額が千円単位で書かれていませんか。", "Check the digits: is the price in units of 1,000 yen?"))
      ]
    },
    Check("record.priorNumber.itself") { context in
      guard let prior = context.row.text("priorNumber"), let number = context.row.text("number") else { return [] }
      let pattern = context.rules.issuer.number
      guard pattern.base(of: prior).utf8.elementsEqual(pattern.base(of: number).utf8) else { return [] }
      return [
        context.error(
          "record.priorNumber.itself", "priorNumber",
          LocalizedText("関連保証契約番号がこの保証契約の番号です。", "The related guarantee is this guarantee itself."),
          advice: LocalizedText("先の保証契約の番号を書いてください。", "Give the number of the earlier guarantee."))
      ]
    },
    honorific("orderer.addressee"), honorific("contractor.name"),
    Check("record.members.name", "record.members.one", "record.members.representative") { context in
      memberFindings(context)
    },
    Check("record.payment.late") { context in
      guard let paid = context.row.date("payment.paidOn"), let due = context.row.date("payment.dueOn"), paid > due
      else { return [] }
      return [
        context.warning(
          "record.payment.late", "payment.paidOn",
          LocalizedText(
            "納付日\(CheckContext.day(paid))が納付期限\(CheckContext.day(due))より後です。",
            "Paid on \(paid.iso), after the due day \(due.iso)."),
          advice: LocalizedText("二つの日付を確かめてください。", "Check both days."))
      ]
    },
  ]

  /// An amount that must not be zero.
  private static func positive(_ path: String) -> Check {
    Check("record.yen.zero") { context in
      guard context.row.yen(path) == 0 else { return [] }
      return [
        context.error(
          "record.yen.zero", path,
          LocalizedText("\(context.heading(path))が0円です。", "\(context.heading(path)) (\(path)) is zero."),
          advice: LocalizedText("額を確かめてください。", "Check the amount."))
      ]
    }
  }

  /// Notes that an honorific was removed from a name: the forms print 様 and 御中 themselves.
  private static func honorific(_ path: String) -> Check {
    Check("record.text.honorific") { context in
      guard let text = context.row.text(path), Honorific.stripped(text) != text else { return [] }
      return [
        Diagnostic(
          .note, "record.text.honorific", at: context.row.location(of: path),
          LocalizedText("敬称は紙面で付けるので、記録の敬称は除きました。", "The papers set the honorific; the record's own was taken off."))
      ]
    }
  }

  /// A joint venture has at least two members, numbered without gaps, all of them named, and exactly one
  /// representative.
  private static func memberFindings(_ context: CheckContext) -> [Diagnostic] {
    let count = context.row.memberCount
    if count == 0 { return [] }
    var found: [Diagnostic] = []
    for index in 0..<count where context.row.text("\(Catalogue.membersPath)[].name", member: index) == nil {
      found.append(
        .error(
          "record.members.name", at: context.row.location(of: "\(Catalogue.membersPath)[].name", member: index),
          LocalizedText("構成員\(index + 1)の商号がありません。", "Member \(index + 1) of the joint venture has no name."),
          advice: LocalizedText("構成員は1から順に、商号を付けて書いてください。", "Number the members from 1 on, each with its name.")))
    }
    if count == 1 {
      found.append(
        context.error(
          "record.members.one", Catalogue.membersPath,
          LocalizedText("共同企業体の構成員が1者しかありません。", "The joint venture has one member only."),
          advice: LocalizedText("構成員を2者以上書くか、構成員の欄を空にしてください。", "Name at least two members, or none.")))
    }
    let leaders = (0..<count).count { index in
      context.row.role(ofMember: index) == "代表者"
    }
    if leaders != 1 {
      found.append(
        context.error(
          "record.members.representative", Catalogue.membersPath,
          LocalizedText("代表者である構成員が\(leaders)者あります。", "\(leaders) members are 代表者 (the representative)."),
          advice: LocalizedText("代表者は1者にしてください。", "Let exactly one be the representative.")))
    }
    return found
  }
}
