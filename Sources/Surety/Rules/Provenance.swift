package import Diagnostics
package import Fields

/// Where a rule comes from and from which day it holds: what `explain` says of it.
package struct Provenance: Sendable, Hashable {
  /// The rule's first line in its rules file.
  package let location: SourceLocation
  /// The first day on which the rule holds.
  package let from: CalendarDate
  /// A key of Documentation/domain.md's list of sources, such as `S0`.
  package let source: String?
  /// Not stated by any source: it only warns, and `explain` says so.
  package let assumed: Bool
}
