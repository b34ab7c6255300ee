import PDFSyntax

/// The role map (ISO 32000-1 14.7.3): which standard type stands for each type of the file.
struct Roles {
  private var roles: [String: String] = [:]
  /// What `standardType` answers for the names that are mapped.
  private var types: [String: String] = [:]
  private var circular: Set<String> = []

  /// Follows the roles of all names. Each name is gone through once, however long the chains of roles are.
  init(_ entries: [String: PDFValue], _ lookup: ObjectLookup) {
    for (name, value) in entries { roles[name] = lookup.name(value) }
    var done: Set<String> = []
    for first in roles.keys where !done.contains(first) {
      var chain: [String] = []
      var walked: Set<String> = []
      var name = first
      while let role = roles[name], !done.contains(name), walked.insert(name).inserted {
        chain.append(name)
        name = role
      }
      let isCircle = walked.contains(name) || circular.contains(name)
      for name in chain.reversed() {
        if let role = roles[name] { types[name] = Self.isStandard(name) ? name : standardType(of: role) }
        if isCircle { circular.insert(name) }
      }
      done.formUnion(chain)
    }
  }

  /// The standard type at the end of the roles; the last type where none of them is standard, and some type of the
  /// circle where they lead into one.
  func standardType(of name: String) -> String { Self.isStandard(name) ? name : types[name] ?? name }

  /// Whether the roles lead back to where they were before.
  func isCircular(_ name: String) -> Bool { circular.contains(name) }

  /// Whether the name is that of a standard type and the role map gives it another meaning.
  func isRemapped(_ name: String) -> Bool { Self.isStandard(name) && roles[name] != nil }

  static func isStandard(_ type: String) -> Bool { standard.contains(type) }

  /// ISO 32000-1 14.8.4.
  private static let standard: Set<String> = [
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
  ]
}
