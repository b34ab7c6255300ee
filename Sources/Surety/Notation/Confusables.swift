/// Kanji that are taken for each other, in print or in a careless conversion: 臼杵市 stands in real papers as 白杵市.
///
/// Only a warning sign: a name is compared by it with names that are known, never changed by it.
enum Lookalikes {
  /// Each string holds one class. The seven wave-dash pairs of CP932 are among them (domain.md E-1).
  static let classes: [String] = [
    "臼白", "市巿", "己已巳", "戊戌戍戎", "ヶケヵカ", "崎﨑碕埼", "高髙", "浜濱濵", "徳德", "辺邊邉", "斎齋斉齊", "柳栁", "瀬瀨", "島嶋嶌", "広廣", "沢澤",
    "真眞", "国國", "桜櫻", "土士", "末未", "千干于", "大犬太", "日曰", "人入八", "竜龍", "滝瀧", "塚\u{FA10}", "館舘", "槙槇", "曽曾", "恵惠", "黒黑",
    "福\u{FA1B}", "神\u{FA19}", "都\u{FA26}", "諸\u{FA22}", "間閒", "条條", "万萬", "参參", "鉄鐵", "竈竃", "鶴靏", "杵杆", "豊豐", "県縣",
    "熊態", "宇字",
    "〜～", "－−‐-", "—―ー", "・･", "二ニ", "八ハ", "口ロ", "工エ", "力カ", "夕タ", "一ー",
  ]

  private static let representative: [Unicode.Scalar: Unicode.Scalar] = {
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for group in classes {
      guard let first = group.unicodeScalars.first else { continue }
      let root = map[first] ?? first
      for scalar in group.unicodeScalars {
        // A character of two classes joins them: カ looks like both ヶ and 力.
        if let other = map[scalar], other != root {
          for (key, value) in map where value == other { map[key] = root }
        }
        map[scalar] = root
      }
    }
    return map
  }()

  /// The text with every character replaced by its class's first one; variation selectors dropped.
  static func skeleton(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !$0.properties.isVariationSelector }.map { representative[$0] ?? $0 }
  }
}

/// Names that are known, each with its skeleton made once.
struct KnownNames: Sendable {
  private let names: [(name: String, skeleton: [Unicode.Scalar])]

  init(_ names: some Sequence<String>) {
    self.names = names.map { ($0, Lookalikes.skeleton($0)) }
  }

  /// The known name that `name` looks like without being it.
  func lookalike(of name: String) -> String? {
    let wanted = Lookalikes.skeleton(name)
    return names.first { $0.skeleton == wanted && !$0.name.unicodeScalars.elementsEqual(name.unicodeScalars) }?.name
  }

  /// What in `text` looks like a known name without being it: the run as written and the name.
  func lookalike(inside text: String) -> (written: String, name: String)? {
    let scalars = text.unicodeScalars.filter { !$0.properties.isVariationSelector }
    let shape = Lookalikes.skeleton(text)
    for (name, pattern) in names where pattern.count > 1 && shape.count >= pattern.count {
      for start in 0...(shape.count - pattern.count) where shape[start] == pattern[0] {
        guard shape[start..<(start + pattern.count)].elementsEqual(pattern) else { continue }
        let written = scalars[scalars.index(scalars.startIndex, offsetBy: start)...].prefix(pattern.count)
        if !written.elementsEqual(name.unicodeScalars) { return (Folding.string(written), name) }
      }
    }
    return nil
  }
}
