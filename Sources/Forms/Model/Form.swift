import Fields
import Typesetting

/// A form as read and checked: all that is missing is a record's values.
package struct Form: Sendable {
  /// What a document is called in commands and file names: `certificate`.
  package let id: String
  /// The form's file, as messages call it.
  package let file: String
  /// The form's own edition, for manifest and register.
  package let edition: Int
  /// Whether the form may print the authentication key.
  package let printsSecret: Bool
  /// Paths of the tree that the form prints or asks for, in order of first use.
  package internal(set) var paths: [String]
  let title: Template
  /// Titles on a condition; the last that holds stands instead of `title`.
  let titles: [Branch<Template>]
  let width: Length
  let height: Length
  let steps: Int
  let tightening: [Branch<Int>]
  let marks: MarksTemplate?
  let everyPage: [Branch<BoxTemplate>]
  let firstPage: [Branch<BoxTemplate>]
  let laterPages: [Branch<BoxTemplate>]
  let flow: [Branch<BlockTemplate>]
  let laterTop: Length
  let floor: Length
  let grid: BaselineGrid?
}

/// A block of the flow before its values are known.
struct BlockTemplate: Sendable {
  var start: Block.Start
  var boxes: [Branch<BoxTemplate>]
  var tables: [Branch<TableTemplate>]
  var height: Length?
  var keepsWithPrevious: Bool
  var standsOnGrid: Bool
}

/// The words of a form's marks, and where they stand.
struct MarksTemplate: Sendable {
  /// Where a word stands behind the body when the page has `words` of them.
  struct Behind: Sendable {
    var words: Int
    var diagonal: Marks.Diagonal
  }

  /// A word as it is boxed, and as it stands behind the body.
  struct Word: Sendable {
    var boxed: Template
    var behind: Template
  }

  var words: [Branch<Word>]
  var behind: [Branch<Behind>]
  var style: Marks
}

extension Form {
  /// What the form prints or asks for, one line a field in order of first use: path, heading, and which kinds of guarantee must have it
  /// (●) or may (○) or must not (–), as advance, interim and performance guarantee; of a value that the rules or the computation give, its
  /// explanation and －.
  package var fields: [String] {
    paths.map { path in
      if let field = Catalogue.field(at: path) {
        let marks = GuaranteeKind.allCases.map { field.requirement(for: $0).mark }.joined()
        return [path, field.heading, marks].joined(separator: "\t")
      }
      let derived = Catalogue.derived.first { $0.path == path }
      return [path, derived?.note ?? "構成員の一覧", "－"].joined(separator: "\t")
    }
  }
}

extension Requirement {
  fileprivate var mark: String {
    switch self {
    case .required: "●"
    case .optional: "○"
    case .refused: "–"
    }
  }
}

extension Form {
  /// Roles in fonts.json of the seals that the form may draw: their face is the largest of all, and a run can begin with it early.
  package var sealRoles: Set<String> {
    var roles: Set<String> = []
    func visit(_ branches: [Branch<BoxTemplate>]) {
      for branch in branches {
        switch branch {
        case .item(.seal(_, _, let box)) where box.image == nil: roles.insert(box.role)
        case .item(.group(let inner)): visit(inner)
        case .item: break
        case .when(_, let inner), .each(_, let inner): visit(inner)
        }
      }
    }
    func visit(blocks: [Branch<BlockTemplate>]) {
      for branch in blocks {
        switch branch {
        case .item(let block): visit(block.boxes)
        case .when(_, let inner), .each(_, let inner): visit(blocks: inner)
        }
      }
    }
    for boxes in [everyPage, firstPage, laterPages] { visit(boxes) }
    visit(blocks: flow)
    return roles
  }
}
