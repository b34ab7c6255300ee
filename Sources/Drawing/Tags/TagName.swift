import Layout

extension Tag {
  /// The name that ISO 32000-1 14.8.4 gives the element.
  package var name: String {
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

  /// What its element says beside its name.
  ///
  /// - Parameter box: of a figure.
  func attributes(box: [Double] = []) -> StructureNotes.Attributes? {
    switch self {
    case .headerCell(let scope, let span): .headerCell(scope, span: span)
    case .dataCell(let span): .dataCell(span: span)
    case .figure(let alternative): .figure(alternative: alternative, box: box)
    default: nil
    }
  }
}
