package import Diagnostics
import Typesetting

// How an explanation of a box is printed: as text for a person, as JSON for a program.

extension BoxExplanation {
  /// The explanation as lines of text.
  package func text(in language: Language) -> String {
    settings.map { setting in
      ([LocalizedText("\(form) \(box)", "\(form), \(box)").text(in: language)] + setting.lines(in: language))
        .map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// The explanation as one JSON object; lengths in millimetres.
  package var json: String {
    JSONWriter.object([
      ("form", JSONWriter.literal(form)), ("box", JSONWriter.literal(box)),
      ("settings", JSONWriter.array(settings.map(\.json))),
    ])
  }
}

extension SettingExplanation {
  fileprivate func lines(in language: Language) -> [String] {
    func say(_ japanese: String, _ english: String) -> String {
      LocalizedText(japanese, english).text(in: language)
    }
    var texts = [say("  行長 \(measure.shown) mm", "  measure \(measure.shown) mm")]
    for step in steps {
      let scale = step.scaleText
      let allowed = step.allowedLines.map { say("\($0)行まで", "up to \($0) lines") } ?? say("行数の限りなし", "any lines")
      texts.append(
        say(
          "  試み: \(scale.japanese)、\(allowed) → \(step.lines)行、最も長い行 \(step.widest.shown) mm、\(step.fits ? "収まる" : "収まらない")",
          "  tried: \(scale.english), \(allowed) → \(step.lines) lines, the longest \(step.widest.shown) mm, \(step.fits ? "fits" : "does not fit")"
        ))
    }
    if let needed {
      texts.append(
        say("  どう譲っても収まりません。要る幅は\(needed.shown) mmです。", "  It fits in no way; it would need \(needed.shown) mm."))
    }
    for (index, line) in lines.enumerated() {
      texts += line.texts(number: index + 1, showsPlaces: lines.count > 1, in: language)
    }
    return texts
  }

  fileprivate var json: String {
    JSONWriter.object([
      ("measure", measure.shown), ("needed", needed?.shown),
      (
        "steps",
        JSONWriter.array(
          steps.map { step in
            JSONWriter.object([
              ("condensed", "\(step.condensed)"), ("shrunk", "\(step.shrunk)"),
              ("allowedLines", step.allowedLines.map(String.init)), ("lines", "\(step.lines)"),
              ("widest", step.widest.shown), ("fits", "\(step.fits)"),
            ])
          })
      ),
      ("lines", JSONWriter.array(lines.map(\.json))),
    ])
  }
}

extension SettingExplanation.Step {
  fileprivate var scaleText: LocalizedText {
    func percent(_ scale: Double) -> String { "\(Int((scale * 100).rounded())) %" }
    if condensed == 1, shrunk == 1 { return LocalizedText("そのまま", "as it is") }
    if shrunk == 1 { return LocalizedText("長体\(percent(condensed))", "condensed to \(percent(condensed))") }
    return LocalizedText(
      "長体\(percent(condensed))・大きさ\(percent(shrunk))",
      "condensed to \(percent(condensed)), shrunk to \(percent(shrunk))")
  }
}

extension SettingExplanation.Line {
  fileprivate func texts(number: Int, showsPlaces: Bool, in language: Language) -> [String] {
    func say(_ japanese: String, _ english: String) -> String {
      LocalizedText(japanese, english).text(in: language)
    }
    let shown = text.split(separator: "\n").joined()
    var texts = [
      say("  \(number)行目 \(shown)", "  line \(number): \(shown)"),
      say(
        "    自然な幅 \(natural.shown) mm、詰められる量 \(shrink.shown) mm、伸ばせる量 \(stretch.shown) mm",
        "    natural width \(natural.shown) mm, may shrink by \(shrink.shown) mm, grow by \(stretch.shown) mm"),
    ]
    if let taken {
      let cost = demerits.map { say("、この段落の減点 \($0.cost)", ", demerits of the paragraph \($0.cost)") } ?? ""
      texts.append(
        say("    行の終わり: \(taken.text.japanese)\(cost)", "    ends here: \(taken.text.english)\(cost)"))
    } else {
      texts.append(say("    段落の終わり", "    end of the paragraph"))
    }
    if let nextBest {
      texts.append(
        say(
          "    次によい所: \(nextBest.place.text.japanese)、減点 \(nextBest.demerits.cost)",
          "    next best: \(nextBest.place.text.english), demerits \(nextBest.demerits.cost)"))
    }
    if !showsPlaces { return texts }
    for place in places where place != taken && (place.mayBreak || place.offset > taken?.offset ?? .max) {
      texts.append(
        say(
          "    \(place.mayBreak ? "可" : "不可"): \(place.text.japanese)",
          "    \(place.mayBreak ? "may end" : "may not end"): \(place.text.english)"))
    }
    return texts
  }

  fileprivate var json: String {
    JSONWriter.object([
      ("text", JSONWriter.literal(text)), ("natural", natural.shown), ("shrink", shrink.shown),
      ("stretch", stretch.shown), ("taken", taken?.json), ("demerits", demerits?.cost),
      (
        "nextBest",
        nextBest.map {
          JSONWriter.object([("place", $0.place.json), ("demerits", $0.demerits.cost)])
        }
      ), ("places", JSONWriter.array(places.map(\.json))),
    ])
  }
}

extension BreakPlace {
  /// `事｜（　cl-19・cl-01、表の升「.」、字間: 分けてよい`
  fileprivate var text: LocalizedText {
    let classes = "\(classBefore.name)・\(classAfter.name)"
    let reason = reason
    let phrase = phrase.map { phrase in
      let inside = phrase.isBracketed ? LocalizedText("（括弧の中）", " (inside brackets)") : LocalizedText("", "")
      return LocalizedText(
        "、句の切れ目: \(phrase.rule.text.japanese)\(inside.japanese) \(phrase.cost.cost)",
        ", end of a phrase: \(phrase.rule.text.english)\(inside.english) \(phrase.cost.cost)")
    }
    return LocalizedText(
      "\(shown(before))｜\(shown(after))　\(classes)、表の升「\(sign)」、\(reason.japanese)\(phrase?.japanese ?? "")",
      "\(shown(before))｜\(shown(after)) \(classes), cell “\(sign)”, \(reason.english)\(phrase?.english ?? "")")
  }

  private func shown(_ characters: String) -> String {
    switch characters {
    case "\n": "⏎"
    case " ": "␣"
    case "　": "□"
    default: characters
    }
  }

  fileprivate var json: String {
    JSONWriter.object([
      ("offset", "\(offset)"), ("before", JSONWriter.literal(before)), ("after", JSONWriter.literal(after)),
      ("classBefore", JSONWriter.literal(classBefore.name)), ("classAfter", JSONWriter.literal(classAfter.name)),
      ("cell", JSONWriter.literal(String(sign))), ("rule", JSONWriter.literal("\(rule)")), ("mayBreak", "\(mayBreak)"),
      ("reason", JSONWriter.literal(reason.english)),
      (
        "phrase",
        phrase.map {
          JSONWriter.object([
            ("rule", JSONWriter.literal("\($0.rule)")), ("isBracketed", "\($0.isBracketed)"), ("cost", $0.cost.cost),
          ])
        }
      ),
    ])
  }

  /// The rule in the words of JLREQ.
  private var reason: LocalizedText {
    switch rule {
    case .lineFeed: LocalizedText("改行", "line feed")
    case .number: LocalizedText("数・日付は分けない", "a number or date is not divided")
    case .glue:
      LocalizedText("改行しない空白です。", "A no-break space stands here.")
    case .latinWord:
      mayBreak
        ? LocalizedText("欧文の中の分けてよい所", "a place inside Latin text")
        : LocalizedText("欧文の語の中", "inside a Latin word")
    case .latinClosing: LocalizedText("欧文の行頭禁則", "a Latin mark that begins no line")
    case .latinOpening: LocalizedText("欧文の行末禁則", "a Latin mark that ends no line")
    case .pair:
      if mayBreak {
        LocalizedText("分けてよい", "free")
      } else if classBefore == .openingBracket || classBefore == .warichuOpening {
        LocalizedText("行末禁則", "line-end prohibition")
      } else if classAfter.beginsNoLine {
        LocalizedText("行頭禁則", "line-start prohibition")
      } else if classBefore == .inseparable || classAfter == .inseparable {
        LocalizedText("分離禁止", "inseparable characters")
      } else {
        LocalizedText("前後と離さない", "stays with its neighbour")
      }
    }
  }
}

extension PhraseRule {
  fileprivate var text: LocalizedText {
    switch self {
    case .space: LocalizedText("空き", "space")
    case .sentence: LocalizedText("文の終わり", "end of a sentence")
    case .mark: LocalizedText("括弧・中点", "bracket or middle dot")
    case .comma: LocalizedText("読点", "comma")
    case .script: LocalizedText("字種の変わり目", "change of script")
    case .slash: LocalizedText("アドレスの斜線", "slash of an address")
    case .address: LocalizedText("アドレスの中", "inside an address")
    case .kanji: LocalizedText("漢字の間", "between kanji")
    case .kana: LocalizedText("仮名の語の中", "inside a word in kana")
    case .loneBracket: LocalizedText("対のない括弧の脇", "beside a bracket without a partner")
    case .word: LocalizedText("語の中", "inside a word")
    case .calculation: LocalizedText("計算の記号の脇", "beside a sign of calculation")
    case .placeholder: LocalizedText("伏せ字の中", "inside a placeholder")
    }
  }
}

extension CharacterClass {
  /// `cl-19`
  fileprivate var name: String { "cl-\(rawValue < 10 ? "0" : "")\(rawValue)" }

  /// The classes that JLREQ 3.1.7 does not let begin a line.
  fileprivate var beginsNoLine: Bool {
    switch self {
    case .closingBracket, .hyphen, .dividingPunctuation, .middleDot, .fullStop, .comma, .iterationMark,
      .prolongedSoundMark, .smallKana, .warichuClosing:
      true
    default: false
    }
  }
}

extension Length {
  /// Millimetres with two decimals.
  fileprivate var shown: String { (millimetres * 100).rounded().hundredths }
}

extension Double {
  /// Demerits with two decimals.
  fileprivate var cost: String { (self * 100).rounded().hundredths }

  /// A whole number of hundredths as a decimal number: 1234 → 12.34.
  fileprivate var hundredths: String {
    guard magnitude < 1e15 else { return "999999999" }
    let whole = Int64(magnitude)
    let rest = whole % 100
    return "\(self < 0 ? "-" : "")\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
