import Glibc

/// Who may read a file that we write.
package enum FileMode: Sendable, Hashable {
  /// Owner and group: papers, manifest, report.
  case shared
  /// Everybody: figures for a monitoring program, which runs as somebody else.
  case `public`
  /// The owner alone: key notices, rejects, everything temporary.
  case secret

  var bits: mode_t {
    switch self {
    case .shared: 0o640
    case .public: 0o644
    case .secret: 0o600
    }
  }
}
