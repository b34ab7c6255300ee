import Layout
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
