import Typesetting

extension Tag {
  /// The name that Cairo and ISO 32000-1 14.8.4 give the element.
  var name: String {
    switch self {
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .table: "Table"
    case .row: "TR"
    case .headerCell: "TH"
    case .dataCell: "TD"
    case .span: "Span"
    case .figure: "Figure"
    case .section: "Sect"
    case .ruby: "Ruby"
    case .rubyBase: "RB"
    case .rubyText: "RT"
    }
  }
}
