/// How well a line of a value may end at each place: names, works, addresses and remarks are read in phrases, and a line
/// that ends inside a word of them is read twice.
///
/// Prose is broken where JLREQ allows; a value is broken there too, but of the places that it allows those are taken
/// that part the text as a person would: at spaces first, then before an opening bracket and after a closing one or a
/// middle dot, then after a comma, then where the script changes, and inside a word only when nothing else serves.
///
/// ```
/// 分任支出負担行為担当官　九州地方整備局　｜大分河川国道事務所長　様
/// 見本地区災害復旧かささぎ・青嶺・｜潮見他8者特定建設工事共同企業体
/// ```
struct PhraseBreaks {
  /// Words of the trade that no line parts while another place serves.
  static let words: [[Unicode.Scalar]] = [
    "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "共同企業体", "特定建設工事", "経常建設", "協同組合", "一般社団法人", "一般財団法人",
    "公益社団法人", "公益財団法人", "独立行政法人", "地方整備局", "国道事務所", "土木事務所", "代表取締役", "取締役", "支店長", "工事", "業務", "工区", "丁目", "番地", "地内",
    "年度", "市道", "県道", "国道", "都道府県", "及び", "並びに", "又は", "若しくは",
  ].map { Array($0.unicodeScalars) }

  private static let byFirst = Dictionary(grouping: words) { $0[0] }

  /// What a line costs that ends after each unit, and why; meaningless where a line cannot end.
  static func breaks(_ units: some TextUnits) -> [PhraseBreak] {
    var depth = 0
    let single = singleBrackets(units)
    var breaks = units.indices.map { index in
      switch units[index].characterClass {
      case .openingBracket: depth += 1
      case .closingBracket: depth = max(0, depth - 1)
      default: break
      }
      guard index + 1 < units.count else { return PhraseBreak(.sentence) }
      // カ）カササギグミ, イシズエケンセツ（カ: banks write the form of a company so.
      if single.contains(index), units[index].characterClass == .closingBracket { return PhraseBreak(.loneBracket) }
      if single.contains(index + 1), units[index + 1].characterClass == .openingBracket {
        return PhraseBreak(.loneBracket)
      }
      return PhraseBreak(rule(units[index], units[index + 1]), isBracketed: depth > 0)
    }
    for index in units.indices {
      for word in byFirst[units[index].scalar] ?? [] where begins(word, at: index, in: units) {
        for inside in index..<index + word.count - 1 where breaks[inside].rule.cost < PhraseRule.word.cost {
          breaks[inside] = PhraseBreak(.word)
        }
      }
    }
    return breaks
  }

  /// Indices of the brackets that have no partner.
  private static func singleBrackets(_ units: some TextUnits) -> Set<Int> {
    var open: [Int] = []
    var single: Set<Int> = []
    for index in units.indices {
      switch units[index].characterClass {
      case .openingBracket: open.append(index)
      case .closingBracket: if open.popLast() == nil { single.insert(index) }
      default: break
      }
    }
    return single.union(open)
  }

  private static func begins(_ word: [Unicode.Scalar], at index: Int, in units: some TextUnits) -> Bool {
    index + word.count <= units.count && word.indices.allSatisfy { units[index + $0].scalar == word[$0] }
  }

  private static let calculation = Set("＝＋×÷=+−－±".unicodeScalars)

  private static func rule(_ before: TextUnit, _ after: TextUnit) -> PhraseRule {
    if calculation.contains(after.scalar) || calculation.contains(before.scalar) { return .calculation }
    if before.isSpace { return .space }
    if before.isLatin, after.isLatin { return before.scalar == "/" ? .slash : .address }
    // ○○ stands for one name.
    if before.scalar == after.scalar, before.scalar == "○" || before.scalar == "〇" || before.scalar == "◯" {
      return .placeholder
    }
    switch before.characterClass {
    case .fullStop: return .sentence
    case .closingBracket, .middleDot: return .mark
    case .comma: return .comma
    default: break
    }
    if after.characterClass == .openingBracket { return .mark }
    switch (Script(before), Script(after)) {
    case (.hiragana, .hiragana), (.katakana, .katakana), (.kanji, .hiragana): return .kana
    case (.kanji, .kanji): return .kanji
    default: return .script
    }
  }

  private enum Script {
    case kanji, hiragana, katakana, other

    init(_ unit: TextUnit) {
      switch unit.scalar.value {
      // ヶ of 見本ヶ浜 belongs to the kanji beside it.
      case 0x30F5, 0x30F6: self = .kanji
      case 0x3041...0x309F: self = .hiragana
      case 0x30A1...0x30FF, 0x31F0...0x31FF: self = .katakana
      case 0x3005...0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .kanji
      default: self = .other
      }
    }
  }
}

/// Why a line of a value may end at a place more or less well.
package enum PhraseRule: Sendable, Hashable, CaseIterable {
  /// After a space, full-width or half-width.
  case space
  /// After the stop of a sentence.
  case sentence
  /// At a bracket or a middle dot.
  case mark
  /// After a comma, which parts a sentence that is read on, and not a name: hardly better than the border of a word.
  case comma
  /// Where kana are followed by kanji or digits, as between 及び and 付帯.
  case script
  /// After a slash of a web address, and at its other marks.
  case slash
  case address
  /// Between two kanji.
  case kanji
  /// Inside a word in kana, or between a kanji and its okurigana.
  case kana
  /// Beside the bracket of カ）, which has no partner.
  case loneBracket
  /// Inside a word of the trade, beside a sign of calculation, between the circles that stand for a name.
  case word
  case calculation
  case placeholder

  /// Compared with each other, and with what lines of uneven length cost (`PhraseFit`), which for two lines is 12 at
  /// most: a space or a bracket is taken before the inside of a word, however uneven the lines become. The inside of a
  /// word of the trade costs as much as some fifty other places, more than a value has lines.
  package var cost: Double {
    switch self {
    case .space, .sentence: 0
    case .mark: 2
    case .comma: 11
    case .script: 12
    case .slash: 13
    case .kanji: 14
    case .address: 16
    case .kana, .loneBracket: 18
    case .word, .calculation, .placeholder: 1000
    }
  }
}

/// What a line of a value costs that ends at a place.
package struct PhraseBreak: Sendable, Hashable {
  package var rule: PhraseRule
  /// Whether the place is inside of brackets.
  package var isBracketed: Bool

  init(_ rule: PhraseRule, isBracketed: Bool = false) {
    self.rule = rule
    self.isBracketed = isBracketed
  }

  package var cost: Double { rule.cost + (isBracketed ? 3 : 0) }
}
