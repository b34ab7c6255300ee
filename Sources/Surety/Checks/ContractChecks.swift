import Diagnostics
import Fields

extension CheckTable {
  /// What must agree inside a record, whoever the orderer is (domain.md A-3).
  static let contractChecks: [Check] = [
    positive("work.price"), positive("guarantee.amount"), positive("advance.amount"),
    order("work.from", "work.to", "record.work.period"),
    order("guarantee.from", "guarantee.to", "record.guarantee.period"),
    order("work.originallyContractedOn", "work.contractedOn", "record.work.contractedOn"),
    Check("rules.key.weak") { subject in
      guard subject.rules.issuer.key.isWeak, subject.row.mentions("key") else { return [] }
      return [
        subject.warning(
          "rules.key.weak", "key",
          LocalizedText(
            "認証キーは\(KeyPattern.safeBits)ビットに足りず、試して当てられるおそれがあります。",
            "The key has fewer than \(KeyPattern.safeBits) bits: it could be found by trying."),
          advice: LocalizedText(
            "Rules/issuer.json の文字種か文字数を増やしてください。", "Let Rules/issuer.json have more characters or a longer key."))
      ]
    },
    Check("record.guarantee.amount") { subject in
      guard subject.kind != .performance, let advance = subject.row.yen("advance.amount"),
        let guaranteed = subject.row.yen("guarantee.amount"), advance != guaranteed
      else { return [] }
      return [
        subject.error(
          "record.guarantee.amount", "guarantee.amount",
          LocalizedText(
            "保証金額\(CheckSubject.yen(guaranteed))が前払金額\(CheckSubject.yen(advance))と違います。",
            "The guaranteed amount \(CheckSubject.yen(guaranteed)) is not the advance of \(CheckSubject.yen(advance))."),
          advice: LocalizedText("どちらが正しいか確かめて、同じ額にしてください。", "Find out which is right, and make them equal."))
      ]
    },
    Check("record.guarantee.until") { subject in
      guard let until = subject.row.date("guarantee.until"), let end = subject.row.date("work.to"), until != end else {
        return []
      }
      return [
        subject.error(
          "record.guarantee.until", "guarantee.until",
          LocalizedText(
            "保証期限\(CheckSubject.day(until))が工期の末日\(CheckSubject.day(end))と違います。",
            "The guarantee ends on \(until.iso), the work on \(end.iso)."),
          advice: LocalizedText("保証期限を工期の末日にしてください。", "Let the guarantee end on the last day of the work."))
      ]
    },
    Check("record.guarantee.covers") { subject in
      guard let from = subject.row.date("guarantee.from"), let to = subject.row.date("guarantee.to"),
        let workFrom = subject.row.date("work.from"), let workTo = subject.row.date("work.to"),
        from > workFrom || to < workTo
      else { return [] }
      return [
        subject.error(
          "record.guarantee.covers", from > workFrom ? "guarantee.from" : "guarantee.to",
          LocalizedText(
            "保証期間\(CheckSubject.day(from))から\(CheckSubject.day(to))までが、工期\(CheckSubject.day(workFrom))から\(CheckSubject.day(workTo))までを含んでいません。",
            "The guarantee from \(from.iso) to \(to.iso) does not contain the work from \(workFrom.iso) to \(workTo.iso)."
          ),
          advice: LocalizedText("保証期間が工期の全部を含むようにしてください。", "Let the guarantee contain the whole period of the work."))
      ]
    },
    Check("record.work.tax") { subject in
      guard let tax = subject.row.yen("work.tax"), let price = subject.row.yen("work.price"), tax >= price else {
        return []
      }
      return [
        subject.error(
          "record.work.tax", "work.tax",
          LocalizedText(
            "消費税額\(CheckSubject.yen(tax))が請負代金額\(CheckSubject.yen(price))以上です。",
            "The tax of \(CheckSubject.yen(tax)) is not below the price of \(CheckSubject.yen(price))."),
          advice: LocalizedText("うち消費税額を確かめてください。", "Check the tax."))
      ]
    },
    Check("record.guarantee.exceeds") { subject in
      guard let amount = subject.row.yen("guarantee.amount"), let price = subject.row.yen("work.price"), amount > price
      else { return [] }
      return [
        subject.error(
          "record.guarantee.exceeds", "guarantee.amount",
          LocalizedText(
            "保証金額\(CheckSubject.yen(amount))が請負代金額\(CheckSubject.yen(price))を超えています。",
            "The guaranteed amount \(CheckSubject.yen(amount)) exceeds the price of \(CheckSubject.yen(price))."),
          advice: LocalizedText("桁を確かめてください。", "Check the digits."))
      ]
    },
    Check("record.concludedOn.early") { subject in
      // The guarantee follows the contract by up to half a month (domain.md A16); only a 契約保証 may come before it.
      guard subject.kind != .performance, let concluded = subject.row.date("concludedOn"),
        let contracted = subject.row.date("work.contractedOn"), concluded < contracted
      else { return [] }
      return [
        subject.warning(
          "record.concludedOn.early", "concludedOn",
          LocalizedText(
            "保証契約日\(CheckSubject.day(concluded))が請負契約日\(CheckSubject.day(contracted))より前です。",
            "The guarantee was concluded on \(concluded.iso), before the contract of \(contracted.iso)."),
          advice: LocalizedText("二つの日付を確かめてください。", "Check both days."))
      ]
    },
    Check("record.priorNumber.itself") { subject in
      guard let prior = subject.row.text("priorNumber"), let number = subject.row.text("number") else { return [] }
      let pattern = subject.rules.issuer.number
      guard pattern.base(of: prior).utf8.elementsEqual(pattern.base(of: number).utf8) else { return [] }
      return [
        subject.error(
          "record.priorNumber.itself", "priorNumber",
          LocalizedText("関連保証契約番号がこの保証契約の番号です。", "The related guarantee is this guarantee itself."),
          advice: LocalizedText("先の保証契約の番号を書いてください。", "Give the number of the earlier guarantee."))
      ]
    },
    honorific("orderer.addressee"), honorific("contractor.name"),
    Check("record.members.name", "record.members.one", "record.members.representative") { subject in
      memberFindings(subject)
    },
    Check("record.payment.late") { subject in
      guard let paid = subject.row.date("payment.paidOn"), let due = subject.row.date("payment.dueOn"), paid > due
      else { return [] }
      return [
        subject.warning(
          "record.payment.late", "payment.paidOn",
          LocalizedText(
            "納付日\(CheckSubject.day(paid))が納付期限\(CheckSubject.day(due))より後です。",
            "Paid on \(paid.iso), after the due day \(due.iso)."),
          advice: LocalizedText("二つの日付を確かめてください。", "Check both days."))
      ]
    },
  ]

  private static func positive(_ path: String) -> Check {
    Check("record.yen.zero") { subject in
      guard subject.row.yen(path) == 0 else { return [] }
      return [
        subject.error(
          "record.yen.zero", path,
          LocalizedText("\(subject.heading(path))が0円です。", "\(subject.heading(path)) (\(path)) is zero."),
          advice: LocalizedText("額を確かめてください。", "Check the amount."))
      ]
    }
  }

  /// The forms set 様 and 御中 themselves; one that the record brings is not printed twice.
  private static func honorific(_ path: String) -> Check {
    Check("record.text.honorific") { subject in
      guard let text = subject.row.text(path), Honorific.stripped(text) != text else { return [] }
      return [
        Diagnostic(
          .note, "record.text.honorific", at: subject.row.location(of: path),
          LocalizedText("敬称は紙面で付けるので、記録の敬称は除きました。", "The papers set the honorific; the record's own was taken off."))
      ]
    }
  }

  /// The first day may not come after the second.
  private static func order(_ first: String, _ second: String, _ code: String) -> Check {
    Check(code) { subject in
      guard let from = subject.row.date(first), let to = subject.row.date(second), from > to else { return [] }
      return [
        subject.error(
          code, second,
          LocalizedText(
            "\(subject.heading(second))\(CheckSubject.day(to))が\(subject.heading(first))\(CheckSubject.day(from))より前です。",
            "\(subject.heading(second)) \(to.iso) is before \(subject.heading(first)) \(from.iso)."),
          advice: LocalizedText("二つの日付を確かめてください。", "Check both days."))
      ]
    }
  }

  /// A joint venture's members: named, without gaps, one representative.
  private static func memberFindings(_ subject: CheckSubject) -> [Diagnostic] {
    let count = subject.row.memberCount
    if count == 0 { return [] }
    var found: [Diagnostic] = []
    for index in 0..<count where subject.row.text("\(Catalogue.membersPath)[].name", member: index) == nil {
      found.append(
        .error(
          "record.members.name", at: subject.row.location(of: "\(Catalogue.membersPath)[].name", member: index),
          LocalizedText("構成員\(index + 1)の商号がありません。", "Member \(index + 1) of the joint venture has no name."),
          advice: LocalizedText("構成員は1から順に、商号を付けて書いてください。", "Number the members from 1 on, each with its name.")))
    }
    if count == 1 {
      found.append(
        subject.error(
          "record.members.one", Catalogue.membersPath,
          LocalizedText("共同企業体の構成員が1者しかありません。", "The joint venture has one member only."),
          advice: LocalizedText("構成員を2者以上書くか、構成員の欄を空にしてください。", "Name at least two members, or none.")))
    }
    let leaders = (0..<count).count { index in
      (subject.row.text("\(Catalogue.membersPath)[].role", member: index) ?? (index == 0 ? "代表者" : "構成員")) == "代表者"
    }
    if leaders != 1 {
      found.append(
        subject.error(
          "record.members.representative", Catalogue.membersPath,
          LocalizedText("代表者である構成員が\(leaders)者あります。", "\(leaders) members are 代表者 (the representative)."),
          advice: LocalizedText("代表者は1者にしてください。", "Let exactly one be the representative.")))
    }
    return found
  }
}
