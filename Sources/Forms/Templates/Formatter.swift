import Fields

/// How a value becomes text. A formatter takes values of stated shapes only; that is checked when the form is read.
enum Formatter: String, Sendable, Hashable, CaseIterable {
  /// 令和7年4月1日.
  case wareki
  /// 1,234,567.
  case grouped
  /// △3,230 for less than nothing, otherwise as `grouped`.
  case signed
  /// 39.9, a fraction as a percentage cut to one decimal.
  case percent
  /// 臼杵市長　様: the argument (様 when there is none) after a full space, unless the name already ends with an honorific.
  case honoured
  /// 代表取締役　髙﨑　朔太郎: the value at the argument's path before the name, when there is one.
  case titled
  /// A text of several lines on one, a full space for each line break.
  case oneline
  /// A text without its full spaces: 業務部電子保証課 where the office stands in running words.
  case solid
  /// － for a blank.
  case dash
  /// The authentication key in groups parted by spaces; the only thing that opens it.
  case key

  /// The shapes of values that it takes.
  func takes(_ shape: ValueShape) -> Bool {
    switch self {
    case .wareki: shape == .date
    case .grouped, .signed: shape == .yen || shape == .integer
    case .percent: shape == .ratio
    case .honoured, .titled, .oneline, .solid: shape == .text
    case .dash: shape == .text
    case .key: shape == .secret
    }
  }

  /// Whether the formatter says something for an absent value.
  var fillsAbsence: Bool { self == .dash }
}
