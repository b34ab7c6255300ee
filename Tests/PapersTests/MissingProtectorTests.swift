import Diagnostics
import Testing

@testable import Papers

@Suite struct MissingProtectorTests {
  @Test(arguments: [
    (12, "libqpdf29."), (13, "libqpdf30."), (nil, "libqpdf29 or libqpdf30."), (14, "libqpdf29 or libqpdf30."),
  ])
  func thePackageIsThatOfTheRelease(release: Int?, package: String) {
    let advice = Diagnostic.missingProtector(onDebian: release).advice
    #expect(advice?.english == "Install the package \(package)")
  }
}
