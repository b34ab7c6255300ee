import Typesetting

/// A paragraph before its values are known.
struct TextTemplate: Sendable {
  /// A stretch in one style; `ruby` is its reading.
  struct Stretch: Sendable {
    var template: Template
    var style: TextStyle
    var ruby: Template?
    /// Whether the template is the pattern of a leader.
    var isLeader = false
  }

  var stretches: [Branch<Stretch>]
  var alignment: Alignment
  /// First-line indent in em.
  var indent: Double
  var fit: FitPolicy
  /// How strictly lines may begin and end; nil: strict.
  var breaking: LineBreakLevel?
  /// Whether stops may hang out of justified lines.
  var hangs = false
  var direction = WritingDirection.horizontal
  /// The box's name for messages (`BoxNames`); the place of its element where it has no words.
  var name: String
}
