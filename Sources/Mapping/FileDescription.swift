/// What a mapping states about the file as a whole.
package struct FileDescription: Sendable {
  /// What parts the columns of a row.
  package enum Delimiter: String, Sendable, CaseIterable {
    case comma, tab, semicolon, bar

    package var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .tab: 0x09
      case .semicolon: UInt8(ascii: ";")
      case .bar: UInt8(ascii: "|")
      }
    }
  }

  /// Columns of fixed widths on each line.
  package struct FixedWidths: Sendable {
    package enum Unit: String, Sendable, CaseIterable { case bytes, characters }

    package var unit: Unit
    package var widths: [Int]

    package init(_ unit: Unit, _ widths: [Int]) {
      self.unit = unit
      self.widths = widths
    }
  }

  /// The last row of a file, which says what the file must contain.
  package struct Trailer: Sendable {
    /// By what it is known.
    package var condition: Condition
    /// Its column with the number of rows.
    package var count: ColumnReference?
    /// Its column with a total, and what it is the total of.
    package var total: (column: ColumnReference, of: Recipe)?
  }

  /// The names that `--encoding` takes.
  package static let encodings = ["utf-8", "cp932", "utf-16", "utf-16le", "utf-16be"]

  package var encoding: String?
  package var delimiter = Delimiter.comma
  /// Whether quotation marks enclose values (RFC 4180); without, they are plain characters.
  package var hasQuotes = true
  /// How many rows stand before the headings, or without headings before the first record.
  package var skippedRows = 0
  package var hasHeadings = true
  package var widths: FixedWidths?
  /// In JSON, the keys that lead to the array of records: `data.items`.
  package var records: [String] = []
  package var trailer: Trailer?
  /// Rows that are no records, such as totals.
  package var notRecords: [Condition] = []
  /// Whether the heading row may come again among the records.
  package var repeatsHeadings = false
  /// A byte behind the last row, such as 1A of an old system.
  package var endOfFileByte: UInt8?

  package init() {}
}

/// What a mapping states about the rows.
package struct RowRules: Sendable {
  /// How several rows make one record.
  package enum Grouping: Sendable {
    /// A record begins with each row for which this holds.
    case start(Condition)
    /// Rows belong together that stand in a row and have the same text here.
    case same(ColumnReference)

    package var column: ColumnReference {
      switch self {
      case .start(let condition): condition.column
      case .same(let column): column
      }
    }
  }

  /// All of these must hold; other rows are passed over.
  package var conditions: [Condition] = []
  package var grouping: Grouping?

  package init() {}
}

/// Where the members of a joint venture come from, when they have no columns of their own.
package struct MemberRecipes: Sendable {
  package enum Source: Sendable {
    /// Each row of a record that has several gives one.
    case rows
    /// Each object of an array of a JSON record, by its path.
    case list(String)
  }

  package var source: Source
  /// Paths of the catalogue (`contractor.members[].name`) and their recipes.
  package var recipes: [(path: String, recipe: Recipe)]

  package init(_ source: Source, _ recipes: [(path: String, recipe: Recipe)]) {
    self.source = source
    self.recipes = recipes
  }
}
