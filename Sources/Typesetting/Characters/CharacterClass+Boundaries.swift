extension CharacterClass {
  /// The last code point of each range and the class of the range, in order from U+0000 to U+10FFFF.
  static let boundaries: [(UInt32, CharacterClass)] = [
    (0x001F, .western),
    (0x0020, .westernSpace),
    (0x0022, .western),  // !"
    (0x0024, .prefixedAbbreviation),  // #$
    (0x0025, .postfixedAbbreviation),  // %
    (0x002F, .western),  // &'()*+,-./
    (0x0039, .groupedNumeral),  // 0123456789
    (0x00A1, .western),
    (0x00A2, .postfixedAbbreviation),  // ¢
    (0x00A3, .prefixedAbbreviation),  // £
    (0x00A4, .western),  // ¤
    (0x00A5, .prefixedAbbreviation),  // ¥
    (0x00A6, .western),  // ¦
    (0x00A7, .ideograph),  // §
    (0x00A8, .western),  // ¨
    (0x00A9, .ideograph),  // ©
    (0x00AA, .western),  // ª
    (0x00AB, .openingBracket),  // «
    (0x00AD, .western),  // ¬
    (0x00AE, .ideograph),  // ®
    (0x00AF, .western),  // ¯
    (0x00B0, .postfixedAbbreviation),  // °
    (0x00B1, .mathOperator),  // ±
    (0x00B5, .western),  // ²³´µ
    (0x00B6, .ideograph),  // ¶
    (0x00BA, .western),  // ·¸¹º
    (0x00BB, .closingBracket),  // »
    (0x00D6, .western),
    (0x00D7, .mathOperator),  // ×
    (0x00F6, .western),
    (0x00F7, .mathOperator),  // ÷
    (0x0297, .western),
    (0x0298, .ideograph),  // ʘ
    (0x200F, .western),
    (0x2010, .hyphen),  // ‐
    (0x2012, .western),  // ‑‒
    (0x2013, .hyphen),  // –
    (0x2015, .inseparable),  // —―
    (0x2017, .western),  // ‖‗
    (0x2018, .openingBracket),  // ‘
    (0x2019, .closingBracket),  // ’
    (0x201B, .western),  // ‚‛
    (0x201C, .openingBracket),  // “
    (0x201D, .closingBracket),  // ”
    (0x201F, .western),  // „‟
    (0x2022, .ideograph),  // †‡•
    (0x2023, .western),  // ‣
    (0x2026, .inseparable),  // ․‥…
    (0x202F, .western),  // ‧
    (0x2035, .postfixedAbbreviation),  // ‰‱′″‴‵
    (0x203A, .western),  // ‶‷‸‹›
    (0x203B, .ideograph),  // ※
    (0x203C, .dividingPunctuation),  // ‼
    (0x2041, .western),  // ‽‾‿⁀⁁
    (0x2042, .ideograph),  // ⁂
    (0x2046, .western),  // ⁃⁄⁅⁆
    (0x2049, .dividingPunctuation),  // ⁇⁈⁉
    (0x20A8, .western),
    (0x20A9, .prefixedAbbreviation),  // ₩
    (0x20AB, .western),  // ₪₫
    (0x20AC, .prefixedAbbreviation),  // €
    (0x2102, .western),
    (0x2103, .postfixedAbbreviation),  // ℃
    (0x2108, .western),
    (0x2109, .postfixedAbbreviation),  // ℉
    (0x2112, .western),
    (0x2113, .postfixedAbbreviation),  // ℓ
    (0x2115, .western),  // ℔ℕ
    (0x2116, .prefixedAbbreviation),  // №
    (0x2120, .western),  // ℗℘ℙℚℛℜℝ℞℟℠
    (0x2122, .ideograph),  // ℡™
    (0x218F, .western),
    (0x2193, .ideograph),  // ←↑→↓
    (0x2194, .mathSymbol),  // ↔
    (0x21D1, .ideograph),
    (0x21D2, .mathSymbol),  // ⇒
    (0x21D3, .ideograph),  // ⇓
    (0x21D4, .mathSymbol),  // ⇔
    (0x2207, .ideograph),
    (0x2209, .mathSymbol),  // ∈∉
    (0x220A, .ideograph),  // ∊
    (0x220B, .mathSymbol),  // ∋
    (0x2211, .ideograph),  // ∌∍∎∏∐∑
    (0x2213, .mathOperator),  // −∓
    (0x2226, .ideograph),
    (0x222A, .mathSymbol),  // ∧∨∩∪
    (0x223B, .ideograph),
    (0x223D, .mathSymbol),  // ∼∽
    (0x2244, .ideograph),  // ∾∿≀≁≂≃≄
    (0x2245, .mathSymbol),  // ≅
    (0x2247, .ideograph),  // ≆≇
    (0x2248, .mathSymbol),  // ≈
    (0x2251, .ideograph),  // ≉≊≋≌≍≎≏≐≑
    (0x2252, .mathSymbol),  // ≒
    (0x225F, .ideograph),
    (0x2262, .mathSymbol),  // ≠≡≢
    (0x2265, .ideograph),  // ≣≤≥
    (0x2267, .mathSymbol),  // ≦≧
    (0x2269, .ideograph),  // ≨≩
    (0x226B, .mathSymbol),  // ≪≫
    (0x2281, .ideograph),
    (0x2287, .mathSymbol),  // ⊂⊃⊄⊅⊆⊇
    (0x2289, .ideograph),  // ⊈⊉
    (0x228B, .mathSymbol),  // ⊊⊋
    (0x2294, .ideograph),  // ⊌⊍⊎⊏⊐⊑⊒⊓⊔
    (0x2295, .mathOperator),  // ⊕
    (0x2296, .ideograph),  // ⊖
    (0x2297, .mathOperator),  // ⊗
    (0x22EE, .ideograph),
    (0x22EF, .inseparable),  // ⋯
    (0x23FF, .ideograph),
    (0x245F, .western),
    (0x27BF, .ideograph),
    (0x28FF, .western),
    (0x2984, .ideograph),
    (0x2985, .openingBracket),  // ⦅
    (0x2986, .closingBracket),  // ⦆
    (0x2BFF, .ideograph),
    (0x2E7F, .western),
    (0x2FFF, .ideograph),
    (0x3000, .ideographicSpace),
    (0x3001, .comma),  // 、
    (0x3002, .fullStop),  // 。
    (0x3004, .ideograph),  // 〃〄
    (0x3005, .iterationMark),  // 々
    (0x3007, .ideograph),  // 〆〇
    (0x3008, .openingBracket),  // 〈
    (0x3009, .closingBracket),  // 〉
    (0x300A, .openingBracket),  // 《
    (0x300B, .closingBracket),  // 》
    (0x300C, .openingBracket),  // 「
    (0x300D, .closingBracket),  // 」
    (0x300E, .openingBracket),  // 『
    (0x300F, .closingBracket),  // 』
    (0x3010, .openingBracket),  // 【
    (0x3011, .closingBracket),  // 】
    (0x3013, .ideograph),  // 〒〓
    (0x3014, .openingBracket),  // 〔
    (0x3015, .closingBracket),  // 〕
    (0x3016, .openingBracket),  // 〖
    (0x3017, .closingBracket),  // 〗
    (0x3018, .openingBracket),  // 〘
    (0x3019, .closingBracket),  // 〙
    (0x301A, .openingBracket),  // 〚
    (0x301B, .closingBracket),  // 〛
    (0x301C, .hyphen),  // 〜
    (0x301D, .openingBracket),  // 〝
    (0x301F, .closingBracket),  // 〞〟
    (0x3032, .ideograph),
    (0x3035, .inseparable),  // 〳〴〵
    (0x303A, .ideograph),  // 〶〷〸〹〺
    (0x303B, .iterationMark),  // 〻
    (0x303F, .ideograph),  // 〼〽〾〿
    (0x3040, .western),
    (0x3041, .smallKana),  // ぁ
    (0x3042, .hiragana),  // あ
    (0x3043, .smallKana),  // ぃ
    (0x3044, .hiragana),  // い
    (0x3045, .smallKana),  // ぅ
    (0x3046, .hiragana),  // う
    (0x3047, .smallKana),  // ぇ
    (0x3048, .hiragana),  // え
    (0x3049, .smallKana),  // ぉ
    (0x3062, .hiragana),
    (0x3063, .smallKana),  // っ
    (0x3082, .hiragana),
    (0x3083, .smallKana),  // ゃ
    (0x3084, .hiragana),  // や
    (0x3085, .smallKana),  // ゅ
    (0x3086, .hiragana),  // ゆ
    (0x3087, .smallKana),  // ょ
    (0x308D, .hiragana),  // よらりるれろ
    (0x308E, .smallKana),  // ゎ
    (0x3094, .hiragana),  // わゐゑをんゔ
    (0x3096, .smallKana),  // ゕゖ
    (0x309A, .western),
    (0x309E, .iterationMark),  // ゛゜ゝゞ
    (0x309F, .hiragana),  // ゟ
    (0x30A0, .hyphen),  // ゠
    (0x30A1, .smallKana),  // ァ
    (0x30A2, .katakana),  // ア
    (0x30A3, .smallKana),  // ィ
    (0x30A4, .katakana),  // イ
    (0x30A5, .smallKana),  // ゥ
    (0x30A6, .katakana),  // ウ
    (0x30A7, .smallKana),  // ェ
    (0x30A8, .katakana),  // エ
    (0x30A9, .smallKana),  // ォ
    (0x30C2, .katakana),
    (0x30C3, .smallKana),  // ッ
    (0x30E2, .katakana),
    (0x30E3, .smallKana),  // ャ
    (0x30E4, .katakana),  // ヤ
    (0x30E5, .smallKana),  // ュ
    (0x30E6, .katakana),  // ユ
    (0x30E7, .smallKana),  // ョ
    (0x30ED, .katakana),  // ヨラリルレロ
    (0x30EE, .smallKana),  // ヮ
    (0x30F4, .katakana),  // ワヰヱヲンヴ
    (0x30F6, .smallKana),  // ヵヶ
    (0x30FA, .katakana),  // ヷヸヹヺ
    (0x30FB, .middleDot),  // ・
    (0x30FC, .prolongedSoundMark),  // ー
    (0x30FE, .iterationMark),  // ヽヾ
    (0x30FF, .katakana),  // ヿ
    (0x31EF, .ideograph),
    (0x31FF, .smallKana),
    (0x3302, .ideograph),
    (0x3303, .postfixedAbbreviation),  // ㌃
    (0x330C, .ideograph),  // ㌄㌅㌆㌇㌈㌉㌊㌋㌌
    (0x330D, .postfixedAbbreviation),  // ㌍
    (0x3313, .ideograph),  // ㌎㌏㌐㌑㌒㌓
    (0x3314, .postfixedAbbreviation),  // ㌔
    (0x3317, .ideograph),  // ㌕㌖㌗
    (0x3318, .postfixedAbbreviation),  // ㌘
    (0x3321, .ideograph),  // ㌙㌚㌛㌜㌝㌞㌟㌠㌡
    (0x3323, .postfixedAbbreviation),  // ㌢㌣
    (0x3325, .ideograph),  // ㌤㌥
    (0x3327, .postfixedAbbreviation),  // ㌦㌧
    (0x332A, .ideograph),  // ㌨㌩㌪
    (0x332B, .postfixedAbbreviation),  // ㌫
    (0x3335, .ideograph),  // ㌬㌭㌮㌯㌰㌱㌲㌳㌴㌵
    (0x3336, .postfixedAbbreviation),  // ㌶
    (0x333A, .ideograph),  // ㌷㌸㌹㌺
    (0x333B, .postfixedAbbreviation),  // ㌻
    (0x3348, .ideograph),
    (0x334A, .postfixedAbbreviation),  // ㍉㍊
    (0x334C, .ideograph),  // ㍋㍌
    (0x334D, .postfixedAbbreviation),  // ㍍
    (0x3350, .ideograph),  // ㍎㍏㍐
    (0x3351, .postfixedAbbreviation),  // ㍑
    (0x3356, .ideograph),  // ㍒㍓㍔㍕㍖
    (0x3357, .postfixedAbbreviation),  // ㍗
    (0x338D, .ideograph),
    (0x338F, .postfixedAbbreviation),  // ㎎㎏
    (0x339B, .ideograph),  // ㎐㎑㎒㎓㎔㎕㎖㎗㎘㎙㎚㎛
    (0x339E, .postfixedAbbreviation),  // ㎜㎝㎞
    (0x33A0, .ideograph),  // ㎟㎠
    (0x33A1, .postfixedAbbreviation),  // ㎡
    (0x33A4, .ideograph),  // ㎢㎣㎤
    (0x33A5, .postfixedAbbreviation),  // ㎥
    (0x33C3, .ideograph),
    (0x33C4, .postfixedAbbreviation),  // ㏄
    (0x33CA, .ideograph),  // ㏅㏆㏇㏈㏉㏊
    (0x33CB, .postfixedAbbreviation),  // ㏋
    (0xA4CF, .ideograph),
    (0xA95F, .western),
    (0xA97F, .ideograph),
    (0xABFF, .western),
    (0xD7FF, .ideograph),
    (0xDFFF, .western),
    (0xFAFF, .ideograph),
    (0xFE0F, .western),
    (0xFE11, .comma),  // vertical forms ︐︑
    (0xFE12, .fullStop),  // ︒
    (0xFE14, .middleDot),  // ︓︔
    (0xFE16, .dividingPunctuation),  // ︕︖
    (0xFE17, .openingBracket),  // ︗
    (0xFE18, .closingBracket),  // ︘
    (0xFE19, .inseparable),  // ︙
    (0xFE1F, .ideograph),
    (0xFE2F, .western),
    (0xFE31, .inseparable),  // ︰︱
    (0xFE32, .hyphen),  // ︲
    (0xFE34, .ideograph),  // ︳︴
    (0xFE35, .openingBracket),  // ︵
    (0xFE36, .closingBracket),  // ︶
    (0xFE37, .openingBracket),  // ︷
    (0xFE38, .closingBracket),  // ︸
    (0xFE39, .openingBracket),  // ︹
    (0xFE3A, .closingBracket),  // ︺
    (0xFE3B, .openingBracket),  // ︻
    (0xFE3C, .closingBracket),  // ︼
    (0xFE3D, .openingBracket),  // ︽
    (0xFE3E, .closingBracket),  // ︾
    (0xFE3F, .openingBracket),  // ︿
    (0xFE40, .closingBracket),  // ﹀
    (0xFE41, .openingBracket),  // ﹁
    (0xFE42, .closingBracket),  // ﹂
    (0xFE43, .openingBracket),  // ﹃
    (0xFE44, .closingBracket),  // ﹄
    (0xFE46, .ideograph),  // ﹅﹆
    (0xFE47, .openingBracket),  // ﹇
    (0xFE48, .closingBracket),  // ﹈
    (0xFE4F, .ideograph),  // overlines and low lines
    (0xFE51, .comma),  // small forms ﹐﹑
    (0xFE52, .fullStop),  // ﹒
    (0xFE53, .ideograph),
    (0xFE55, .middleDot),  // ﹔﹕
    (0xFE57, .dividingPunctuation),  // ﹖﹗
    (0xFE58, .inseparable),  // ﹘
    (0xFE59, .openingBracket),  // ﹙
    (0xFE5A, .closingBracket),  // ﹚
    (0xFE5B, .openingBracket),  // ﹛
    (0xFE5C, .closingBracket),  // ﹜
    (0xFE5D, .openingBracket),  // ﹝
    (0xFE5E, .closingBracket),  // ﹞
    (0xFE5F, .prefixedAbbreviation),  // ﹟
    (0xFE61, .ideograph),  // ﹠﹡
    (0xFE63, .mathOperator),  // ﹢﹣
    (0xFE66, .mathSymbol),  // ﹤﹥﹦
    (0xFE68, .ideograph),  // ﹨
    (0xFE69, .prefixedAbbreviation),  // ﹩
    (0xFE6A, .postfixedAbbreviation),  // ﹪
    (0xFE6F, .ideograph),  // ﹫
    (0xFF00, .western),
    (0xFF01, .dividingPunctuation),  // ！
    (0xFF02, .ideograph),  // ＂
    (0xFF04, .prefixedAbbreviation),  // ＃＄
    (0xFF05, .postfixedAbbreviation),  // ％
    (0xFF07, .ideograph),  // ＆＇
    (0xFF08, .openingBracket),  // （
    (0xFF09, .closingBracket),  // ）
    (0xFF0A, .ideograph),  // ＊
    (0xFF0B, .mathOperator),  // ＋
    (0xFF0C, .comma),  // ，
    (0xFF0D, .mathOperator),  // －
    (0xFF0E, .fullStop),  // ．
    (0xFF19, .ideograph),  // ／０１２３４５６７８９
    (0xFF1B, .middleDot),  // ：；
    (0xFF1E, .mathSymbol),  // ＜＝＞
    (0xFF1F, .dividingPunctuation),  // ？
    (0xFF3A, .ideograph),
    (0xFF3B, .openingBracket),  // ［
    (0xFF3C, .ideograph),  // ＼
    (0xFF3D, .closingBracket),  // ］
    (0xFF5A, .ideograph),
    (0xFF5B, .openingBracket),  // ｛
    (0xFF5C, .ideograph),  // ｜
    (0xFF5D, .closingBracket),  // ｝
    (0xFF5E, .hyphen),  // ～
    (0xFF5F, .openingBracket),  // ｟
    (0xFF60, .closingBracket),  // ｠
    (0xFF61, .fullStop),  // ｡
    (0xFF62, .openingBracket),  // ｢
    (0xFF63, .closingBracket),  // ｣
    (0xFF64, .comma),  // ､
    (0xFF65, .middleDot),  // ･
    (0xFF66, .katakana),  // ｦ
    (0xFF6F, .smallKana),  // ｧｨｩｪｫｬｭｮｯ
    (0xFF70, .prolongedSoundMark),  // ｰ
    (0xFF9D, .katakana),
    (0xFF9F, .iterationMark),  // ﾞﾟ
    (0xFFDC, .ideograph),
    (0xFFDF, .western),
    (0xFFE0, .postfixedAbbreviation),  // ￠
    (0xFFE1, .prefixedAbbreviation),  // ￡
    (0xFFE4, .ideograph),  // ￢￣￤
    (0xFFE6, .prefixedAbbreviation),  // ￥￦
    (0x16FDF, .western),
    (0x18DFF, .ideograph),
    (0x1AFEF, .western),
    (0x1B000, .katakana),
    (0x1B11F, .hiragana),
    (0x1B122, .katakana),  // 𛄠𛄡𛄢
    (0x1B131, .western),
    (0x1B132, .smallKana),
    (0x1B14F, .western),
    (0x1B152, .smallKana),  // 𛅐𛅑𛅒
    (0x1B154, .western),
    (0x1B155, .smallKana),
    (0x1B163, .western),
    (0x1B167, .smallKana),  // 𛅤𛅥𛅦𛅧
    (0x1D2FF, .western),
    (0x1D35F, .ideograph),
    (0x1EFFF, .western),
    (0x1FAFF, .ideograph),
    (0x1FFFF, .western),
    (0x3FFFF, .ideograph),
    (0xEFFFF, .western),
    (0x10FFFF, .ideograph),
  ]
}
