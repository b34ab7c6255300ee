import Foundation
import TestSupport
import Testing

/// Every folder of Tests/Features is a test: what comes of its record must be what its expected.txt says.
@Suite("Features") struct FeatureTests {
  /// `make accept` names the folder whose outcome becomes the expectation, or says all.
  private static let accepted = ProcessInfo.processInfo.environment["SHOSHO_ACCEPT"]

  @Test("Each comes out as somebody looked at and accepted", arguments: Feature.all) func feature(_ feature: Feature) throws {
    let actual = try feature.outcome()
    let expected = try feature.expected()
    if Self.accepted == "all" || Self.accepted == feature.name {
      let difference = LineDifference(expected: expected ?? [], actual: actual)
      if expected != nil, difference.isEmpty { return }
      try feature.accept(actual)
      print(expected == nil ? "accepted \(feature.name) (new)" : "accepted \(feature.name)\n\(difference.text())")
      return
    }
    guard let expected else {
      Issue.record("\(feature.name) has no expected.txt: look at the page, then make accept FEATURE=\(feature.name)")
      return
    }
    let difference = LineDifference(expected: expected, actual: actual)
    if !difference.isEmpty {
      Issue.record("\(difference.text())\nIf this is what it should be: make accept FEATURE=\(feature.name)")
    }
  }

  @Test("There are folders, and make accept names one of them") func folders() {
    #expect(!Feature.all.isEmpty)
    if let accepted = Self.accepted, accepted != "all" { #expect(Feature.all.contains { $0.name == accepted }) }
  }
}
