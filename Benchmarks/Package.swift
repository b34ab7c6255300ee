// swift-tools-version: 6.2
import PackageDescription

/// Measures the built command of `../` from outside, as an operator runs it: it links nothing of it, so that what is measured is what is
/// shipped, and building the one does not build the other.
let package = Package(
  name: "shosho-benchmarks",
  targets: [
    .executableTarget(
      name: "bench",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
