/// A table over pairs of character classes: a row for the class before, a column for the class after, one sign a cell.
struct PairGrid: Sendable {
  private let cells: [UInt8]

  /// - Parameter rows: one for each class from cl-01 to cl-30, each with one ASCII sign for each class.
  init(_ rows: [String]) {
    cells = rows.flatMap { Array($0.utf8) }
    precondition(
      cells.count == CharacterClass.allCases.count * CharacterClass.allCases.count, "every pair of classes has its cell"
    )
  }

  subscript(before: CharacterClass, after: CharacterClass) -> Unicode.Scalar {
    Unicode.Scalar(cells[(Int(before.rawValue) - 1) * CharacterClass.allCases.count + Int(after.rawValue) - 1])
  }
}
