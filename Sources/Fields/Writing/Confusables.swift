import Diagnostics

/// Confusables: characters that are easily taken for each other, in print or by a careless conversion of kana to kanji.
/// Real papers name 臼杵市 as 白杵市.
///
/// As in Unicode Technical Standard #39, two texts are confusable when their skeletons are equal. Skeletons serve only
/// to find a known name that was probably meant; a name is never corrected by them, and no paper prints one.
///
enum Confusables {
  /// Each string is a class of characters that look alike. Among them are the pairs by which CP932 and Unicode differ,
  /// such as 〜 and ～ (sources X1 and X2 of domain.md).
  static let classes: [String] = [
    "臼白", "市巿", "己已巳", "戊戌戍戎", "ヶケヵカ", "崎﨑碕埼", "高髙", "浜濱濵", "徳德", "辺邊邉", "斎齋斉齊", "柳栁", "瀬瀨", "島嶋嶌", "広廣", "沢澤",
    "真眞", "国國", "桜櫻", "土士", "末未", "千干于", "大犬太", "日曰", "人入八", "竜龍", "滝瀧", "館舘", "槙槇", "曽曾", "恵惠", "黒黑",
    "間閒", "条條", "万萬", "参參", "鉄鐵", "竈竃", "鶴靏", "杵杆", "豊豐", "県縣",
    "戸戶", "青靑", "黄黃", "熊態", "宇字", "〜～", "－−‐-", "—―ー", "・･", "二ニ", "八ハ", "口ロ", "工エ", "力カ", "夕タ", "一ー",
  ]

  /// Capital letters of Greek and Cyrillic, and small ones of Cyrillic, that print like Latin ones.
  private static let greekAndCyrillic: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    zip(
      "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТУХаеорсухіј".unicodeScalars, "ABEZHIKMNOPTYXABESIJKMHOPCTYXaeopcyxij".unicodeScalars),
    uniquingKeysWith: { first, _ in first })

  /// The Latin letter that a Greek or Cyrillic one looks like: X of Χ; any other character itself.
  static func latin(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("\u{370}"..."\u{45F}").contains(scalar) ? greekAndCyrillic[scalar] ?? scalar : scalar
  }

  /// The character that stands for each character's class.
  fileprivate static let representative: [Unicode.Scalar: Unicode.Scalar] = {
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for group in classes {
      let group = group.unicodeScalars.map(folded)
      guard let first = group.first else { continue }
      let root = map[first] ?? first
      for scalar in group {
        // A character that is in two classes joins them: カ looks like both ヶ and 力.
        if let other = map[scalar], other != root {
          for (key, value) in map where value == other { map[key] = root }
        }
        map[scalar] = root
      }
    }
    return map
  }()

  /// The text with one form for each character: kanji for radicals, ASCII for full-width letters and digits, full-width
  /// kana for half-width ones; without spaces and variation selectors.
  fileprivate static func folded(_ text: String) -> String { String(scalars: bare(text).map(folded)) }

  /// The characters that decide whether two names look alike. A space in 臼　杵市 makes no other name of it.
  fileprivate static func bare(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.properties.isVariationSelector && !$0.properties.isWhitespace }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2E80}"..."\u{2FDF}": Radicals.kanji(for: scalar) ?? scalar
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case "\u{FF61}"..."\u{FF9F}": fullWidthKana[Int(scalar.value - 0xFF61)]
    default: scalar
    }
  }

  /// The full-width forms of U+FF61 to U+FF9F, in order. The last two are the combining voiced sound marks.
  private static let fullWidthKana = Array(
    ("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン" + "\u{3099}\u{309A}")
      .unicodeScalars)
}

/// Known names, with their skeletons made once.
///
/// ```
/// let names = KnownNames(["臼杵市", "大津市"])
/// names.nameConfusable(with: "白杵市")              // 臼杵市
/// names.nameConfusable(with: "\u{2F85}杵市")        // 臼杵市: U+2F85 is the radical
/// names.nameConfusable(with: "臼杵市")              // nil: it is the known name itself
/// names.confusableName(in: "白杵市大字見本")         // (written: 白杵市, name: 臼杵市)
/// ```
package struct KnownNames: Sendable {
  private var names: [(name: String, skeleton: [Unicode.Scalar])] = []
  /// The characters of all names. Here, for once, canonical equivalence is what is wanted: か with a combining mark finds が,
  /// and the compatibility ideograph 神 (U+FA19) finds 神 (U+795E).
  private let characters: [Character: Unicode.Scalar]

  package init(_ names: [String]) {
    characters = Dictionary(
      names.joined().compactMap { character in character.unicodeScalars.first.map { (character, $0) } },
      uniquingKeysWith: { first, _ in first })
    self.names = names.map { ($0, skeleton(of: $0)) }
  }

  /// The text with every character replaced by the one that stands for its class; one scalar for each character.
  private func skeleton(of text: String) -> [Unicode.Scalar] {
    Confusables.folded(text).compactMap { character in
      let scalars = character.unicodeScalars
      guard let first = scalars.first else { return nil }
      let isPlain = scalars.count == 1 && !first.isCompatibilityIdeograph
      let known = isPlain ? first : characters[character] ?? first
      return Confusables.representative[known] ?? known
    }
  }

  /// The known name with which `name` is easily confused, unless `name` is itself that name.
  package func nameConfusable(with name: String) -> String? {
    let wanted = skeleton(of: name)
    return names.first { $0.skeleton == wanted && !$0.name.unicodeScalars.elementsEqual(name.unicodeScalars) }?.name
  }

  /// The first part of `text` that is easily confused with a known name of two or more characters, and that name.
  package func confusableName(in text: String) -> (written: String, name: String)? {
    let written = Array(String(scalars: Confusables.bare(text)))
    let shape = skeleton(of: text)
    guard written.count == shape.count else { return nil }
    for (name, pattern) in names where pattern.count > 1 && shape.count >= pattern.count {
      for start in 0...(shape.count - pattern.count) where shape[start] == pattern[0] {
        guard shape[start..<(start + pattern.count)].elementsEqual(pattern) else { continue }
        let part = String(written[start..<(start + pattern.count)])
        if !part.unicodeScalars.elementsEqual(name.unicodeScalars) { return (part, name) }
        // Only a space parts it from the name. One at its edge belongs to what stands beside it.
        if let spaced = text.spaced(name), !text.contains(name) { return (spaced, name) }
      }
    }
    return nil
  }

  /// The characters in which two confusable names differ, with their code points: `白 U+767D / 臼 U+81FC`. At most three
  /// pairs.
  package static func difference(_ written: String, _ name: String) -> String {
    if let space = written.unicodeScalars.first(where: \.properties.isWhitespace),
      Confusables.bare(written).elementsEqual(name.unicodeScalars)
    {
      return Echo.codePoint(space)
    }
    let pairs = zip(String(scalars: Confusables.bare(written)), name).filter {
      !$0.unicodeScalars.elementsEqual($1.unicodeScalars)
    }
    return pairs.prefix(3).map { "\(Echo.withCodePoints(String($0))) / \(Echo.withCodePoints(String($1)))" }.joined(
      separator: "、")
  }
}

extension String {
  /// The part of the text that is the name with spaces between its characters; nil when there is none.
  fileprivate func spaced(_ name: String) -> String? {
    let text = Array(unicodeScalars)
    let name = Array(name.unicodeScalars)
    for start in text.indices where text[start] == name.first {
      var (index, matched) = (start, 0)
      while index < text.count, matched < name.count {
        if text[index] == name[matched] { matched += 1 } else if !text[index].properties.isWhitespace { break }
        index += 1
      }
      if matched == name.count { return String(scalars: text[start..<index]) }
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether the character stands in one of the blocks of compatibility ideographs.
  fileprivate var isCompatibilityIdeograph: Bool {
    ("\u{F900}"..."\u{FAFF}").contains(self) || ("\u{2F800}"..."\u{2FA1F}").contains(self)
  }
}
