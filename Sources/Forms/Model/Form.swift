import Fields
import Layout
import Typesetting

/// A form as read and checked. With a record's values it becomes a `FilledForm` (`Form+Filling.swift`), which is then
/// laid out.
///
/// Whatever depends on the record is a tree of branches (`Branch`): a part stands as it is, on a condition, or once for
/// each element of a list.
package struct Form: Sendable {
  /// What a document is called in commands and file names: `certificate`.
  package let id: String
  /// The form's file, as messages call it.
  package let file: String
  /// The form's edition, counted by its authors: `edition=` of the root element. It stands in the manifest and the
  /// register, so that a paper can be traced to the wording that it was made with. The form language has a version of
  /// its own (`FormReader.grammarVersion`).
  package let edition: Int
  /// Whether the form may print the authentication key (認証キー).
  package let printsSecret: Bool
  /// Catalogue paths of the values that the form prints or asks for in a condition, in order of first use.
  package internal(set) var paths: [String]
  let title: Template
  /// Titles on a condition. The last one whose condition holds replaces `title`.
  let titles: [Branch<Template>]
  let width: Length
  let height: Length
  /// How many steps of tightening the form's measures have. Layout takes the first step at which everything fits on one
  /// page.
  let steps: Int
  /// The step at which layout begins, on conditions: the highest of those that hold.
  let tightening: [Branch<Int>]
  let marks: MarksTemplate?
  let everyPage: [Branch<BoxTemplate>]
  let firstPage: [Branch<BoxTemplate>]
  let laterPages: [Branch<BoxTemplate>]
  let continuedPages: [Branch<BoxTemplate>]
  let lastPage: [Branch<BoxTemplate>]
  let flow: [Branch<BlockTemplate>]
  /// Where the flow begins on the second and every later page.
  let laterTop: Length
  /// Where the flow ends on every page.
  let floor: Length
  let grid: BaselineGrid?
  /// The text, when the form is a message (`<message>`) and has no pages.
  var message: MessageTemplate?

  /// Whether it becomes a mail and no page.
  package var isMessage: Bool { message != nil }
}

extension Form {
  /// A message, which has nothing that stands on a page.
  init(message: MessageTemplate, id: String, file: String, edition: Int, title: Template) {
    self.init(
      id: id, file: file, edition: edition, printsSecret: false, paths: [], title: title, titles: [], width: .zero,
      height: .zero, steps: 1, tightening: [], marks: nil, everyPage: [], firstPage: [], laterPages: [],
      continuedPages: [], lastPage: [], flow: [], laterTop: .zero, floor: .zero, grid: nil, message: message)
  }
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

/// Marks such as 見本: words in boxes at the head of the page, and the same or other words large and slanting behind its
/// body.
struct MarksTemplate: Sendable {
  /// Where a word stands behind the body when the page has `words` of them.
  struct Behind: Sendable {
    var words: Int
    var diagonal: Marks.Diagonal
  }

  /// A mark as it stands in its box, and as it stands behind the body.
  struct Word: Sendable {
    var boxed: Template
    var behind: Template
  }

  var words: [Branch<Word>]
  var behind: [Branch<Behind>]
  var style: Marks
}

extension Form {
  /// The fields that the form prints or asks for, in order of first use. Each is a line of three columns parted by
  /// tabs: path, heading, and one sign for each kind of guarantee (advance, interim, performance): required ●, optional
  /// ○, refused –.
  ///
  ///     "work.name\t工事名\t●●●"
  ///
  /// A value that the rules or the computation give has its explanation for a heading, and － for the signs.
  package var fields: [String] {
    paths.map { path in
      if let field = Catalogue.field(at: path) {
        let signs = GuaranteeKind.allCases.map { field.requirement(for: $0).sign }.joined()
        return [path, field.heading, signs].joined(separator: "\t")
      }
      let derived = Catalogue.derived.first { $0.path == path }
      return [path, derived?.note ?? "構成員の一覧", "－"].joined(separator: "\t")
    }
  }
}

extension Requirement {
  fileprivate var sign: String {
    switch self {
    case .required: "●"
    case .optional: "○"
    case .refused: "–"
    }
  }
}
