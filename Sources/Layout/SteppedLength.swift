package import Typesetting

/// A length that gives way: its value at each step of tightening, from the roomiest. The last value holds for all further steps.
///
/// A page that is too full is laid out again one step tighter, before it goes on on a second page (design of the papers: rows first,
/// then the title block).
package struct SteppedLength: Sendable, Hashable {
  private let first: Length
  private let others: [Length]

  package init(_ length: Length, _ others: [Length] = []) {
    first = length
    self.others = others
  }

  /// How many steps the length tells apart.
  package var steps: Int { others.count + 1 }

  /// The length at a step, from 0.
  package subscript(step: Int) -> Length {
    others.isEmpty || step <= 0 ? first : others[min(step, others.count) - 1]
  }
}
