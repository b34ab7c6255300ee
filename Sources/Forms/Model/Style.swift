import Typesetting

/// A named way of setting text: the face and all that goes with it.
struct Style: Sendable, Hashable {
  var text: TextStyle
  /// Distance of baselines.
  var pitch: Length
  var alignment: Alignment
  var fit: FitPolicy
}
