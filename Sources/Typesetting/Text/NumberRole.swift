/// What a character can be in a number; several at once.
struct NumberRole: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  /// ASCII and full-width digits.
  static let digit = NumberRole(rawValue: 1)
  /// Numerals in kanji, 大字 among them.
  static let kanjiNumeral = NumberRole(rawValue: 2)
  /// Stands before a number and stays with it.
  static let prefix = NumberRole(rawValue: 4)
  /// Counts or measures, after a number.
  static let counter = NumberRole(rawValue: 8)
  /// A mark inside a number: `1,234.5`, `10:30`, `1/4`, `44-07-0012345-00`, and their full-width forms. Not the middle dot: between
  /// digits it far more often lists (第１・２工区) than it stands for a decimal point.
  static let separator = NumberRole(rawValue: 16)

  static let numeral: NumberRole = [.digit, .kanjiNumeral]

  /// The roles of a character; none outside the Basic Multilingual Plane.
  static func of(_ scalar: Unicode.Scalar) -> NumberRole {
    scalar.value < 0x10000 ? NumberRole(rawValue: table[Int(scalar.value)]) : []
  }

  /// What plays each role.
  static let characters: [(role: NumberRole, characters: String)] = [
    (.digit, "0123456789０１２３４５６７８９"),
    (.kanjiNumeral, "〇零一二三四五六七八九十百千万億兆壱弐参拾萬壹貳參廿"),
    (.prefix, "第金約計同各¥￥$＄£￡€△▲−－＋+±№#＃￦"),
    (
      .counter,
      "円銭年月日時分秒号条項款章節編頁番丁回件名人個箇か所ヶケヵカ割厘毛歳社者期度次級等階棟区工線本枚部箱台坪畳点週泊倍乗余間目也強弱％%‰℃°′″㎡㎥㎜㎝㎞㎎㎏㏄"
    ),
    (.separator, ",.，．/／:：-‐－"),
  ]

  private static let table: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 0x10000)
    for entry in characters {
      for scalar in entry.characters.unicodeScalars { table[Int(scalar.value)] |= entry.role.rawValue }
    }
    return table
  }()
}
