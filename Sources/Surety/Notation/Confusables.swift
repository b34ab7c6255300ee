/// Confusables: characters that are easily taken for each other, in print or by a careless conversion of kana to kanji.
/// Real papers name 臼杵市 as 白杵市.
///
/// As in Unicode Technical Standard #39, two texts are confusable when their skeletons are equal. Skeletons serve only
/// to find a known name that was probably meant; a name is never corrected by them.
enum Confusables {
  /// Each string is a class of characters that look alike. Among them are the pairs by which CP932 and Unicode differ,
  /// such as 〜 and ～ (sources X1 and X2 of domain.md).
  static let classes: [String] = [
    "臼白", "市巿", "己已巳", "戊戌戍戎", "ヶケヵカ", "崎﨑碕埼", "高髙", "浜濱濵", "徳德", "辺邊邉", "斎齋斉齊", "柳栁", "瀬瀨", "島嶋嶌", "広廣", "沢澤",
    "真眞", "国國", "桜櫻", "土士", "末未", "千干于", "大犬太", "日曰", "人入八", "竜龍", "滝瀧", "塚\u{FA10}", "館舘", "槙槇", "曽曾", "恵惠", "黒黑",
    "福\u{FA1B}", "神\u{FA19}", "都\u{FA26}", "諸\u{FA22}", "間閒", "条條", "万萬", "参參", "鉄鐵", "竈竃", "鶴靏", "杵杆", "豊豐", "県縣",
    "熊態", "宇字", "〜～", "－−‐-", "—―ー", "・･", "二ニ", "八ハ", "口ロ", "工エ", "力カ", "夕タ", "一ー",
  ]

  /// The character that stands for each character's class.
  private static let representative: [Unicode.Scalar: Unicode.Scalar] = {
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for group in classes {
      guard let first = group.unicodeScalars.first else { continue }
      let root = map[first] ?? first
      for scalar in group.unicodeScalars {
        // A character that is in two classes joins them: カ looks like both ヶ and 力.
        if let other = map[scalar], other != root {
          for (key, value) in map where value == other { map[key] = root }
        }
        map[scalar] = root
      }
    }
    return map
  }()

  /// The text with every character replaced by the one that stands for its class, and without variation selectors.
  static func skeleton(of text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.properties.isVariationSelector }.map { representative[$0] ?? $0 }
  }
}

/// Known names, with their skeletons made once.
///
/// ```
/// let names = KnownNames(["臼杵市", "大津市"])
/// names.nameConfusable(with: "白杵市")              // 臼杵市
/// names.nameConfusable(with: "臼杵市")              // nil: it is the known name itself
/// names.confusableName(in: "白杵市大字見本")         // (written: 白杵市, name: 臼杵市)
/// ```
struct KnownNames: Sendable {
  private let names: [(name: String, skeleton: [Unicode.Scalar])]

  init(_ names: some Sequence<String>) {
    self.names = names.map { ($0, Confusables.skeleton(of: $0)) }
  }

  /// The known name with which `name` is easily confused, unless `name` is itself that name.
  func nameConfusable(with name: String) -> String? {
    let wanted = Confusables.skeleton(of: name)
    return names.first { $0.skeleton == wanted && !$0.name.unicodeScalars.elementsEqual(name.unicodeScalars) }?.name
  }

  /// The first part of `text` that is easily confused with a known name of two or more characters, and that name.
  func confusableName(in text: String) -> (written: String, name: String)? {
    let scalars = text.unicodeScalars.filter { !$0.properties.isVariationSelector }
    let shape = Confusables.skeleton(of: text)
    for (name, pattern) in names where pattern.count > 1 && shape.count >= pattern.count {
      for start in 0...(shape.count - pattern.count) where shape[start] == pattern[0] {
        guard shape[start..<(start + pattern.count)].elementsEqual(pattern) else { continue }
        let written = scalars[scalars.index(scalars.startIndex, offsetBy: start)...].prefix(pattern.count)
        if !written.elementsEqual(name.unicodeScalars) { return (String(scalars: written), name) }
      }
    }
    return nil
  }
}
