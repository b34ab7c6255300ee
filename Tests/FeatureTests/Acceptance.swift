import Foundation
import TestSupport
import Testing

/// What comes out against what somebody accepted; `make accept` writes the one as the other.
enum Acceptance {
  /// What `make accept` names, or all; nil in an ordinary run.
  static let name = ProcessInfo.processInfo.environment["SHOSHO_ACCEPT"]

  static func judge(_ case: String, expected: [String]?, actual: [String], accept: ([String]) throws -> Void) throws {
    let difference = LineDifference(expected: expected ?? [], actual: actual)
    if name == "all" || name == `case` {
      if expected != nil, difference.isEmpty { return }
      try accept(actual)
      print(expected == nil ? "accepted \(`case`) (new)" : "accepted \(`case`)\n\(difference.text())")
    } else if expected == nil {
      Issue.record("nobody has accepted \(`case`): look at it, then make accept FEATURE=\(`case`)")
    } else if !difference.isEmpty {
      Issue.record("\(difference.text())\nIf this is what it should be: make accept FEATURE=\(`case`)")
    }
  }
}
