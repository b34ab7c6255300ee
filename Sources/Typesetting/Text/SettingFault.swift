package import Diagnostics

/// Why a text could not be set.
package enum SettingFault: Error, Sendable, Hashable {
  /// No font of the chain has the character (or the variation sequence): `sequence` is base and selector.
  case missingGlyph(sequence: String, field: String?, box: String)
  /// The text does not fit its box at the floor of its fit policy.
  case overflow(box: String, field: String?, needed: Length, available: Length)
  /// A font of the chain differs from its digest; found at its first use, so it may come in the middle of a run.
  case badFont(Diagnostic)
}

/// All faults of a paragraph at once.
package struct SettingFaults: Error, Sendable, Hashable {
  package var faults: [SettingFault]

  package init(_ faults: [SettingFault]) {
    self.faults = faults
  }
}
