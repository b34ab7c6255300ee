import Diagnostics

/// Why a paper, made again, does not come to the file that was issued.
enum ReissueDifference: Sendable, Hashable {
  /// A part of the house had to be today's.
  case part(StoredConfiguration.Part)
  /// `cairo 1.16.0 → 1.18.0`.
  case library(String)
  /// The engine's format number.
  case format(was: Int, is: Int)
  /// Record, form, rules, fonts, format and the known libraries are those of the original: something under them is not.
  case unknown

  var words: LocalizedText {
    switch self {
    case .part(.forms): LocalizedText("様式（いまのもの）", "the form (today's)")
    case .part(.rules): LocalizedText("規則（いまのもの）", "the rules (today's)")
    case .part(.fonts): LocalizedText("書体（いまのもの）", "the fonts (today's)")
    case .library(let versions): LocalizedText("ライブラリ \(versions)", "a library, \(versions)")
    case .format(let before, let now):
      LocalizedText("形式番号 \(before) → \(now)", "the engine's format number, \(before) → \(now)")
    case .unknown: LocalizedText("ライブラリ（版の分からないもの）", "a library of unknown version")
    }
  }

  /// `様式（いまのもの）、形式番号 1 → 2`.
  static func words(of differences: [ReissueDifference]) -> LocalizedText {
    LocalizedText(
      differences.map(\.words.japanese).joined(separator: "、"), differences.map(\.words.english).joined(separator: "; ")
    )
  }
}
