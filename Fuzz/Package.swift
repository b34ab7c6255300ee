// swift-tools-version: 6.2
import PackageDescription

/// Feeds the readers of ../ what nobody would think of, with the toolchain's libFuzzer: `scripts/fuzz`,
/// CONTRIBUTING.md.
///
/// A package of its own, so that an ordinary build knows nothing of sanitizers. What is fuzzed is `FuzzEntries`, a
/// target of ../, which the ordinary tests run over the corpora too.
let package = Package(
  name: "shosho-fuzz",
  dependencies: [.package(name: "shosho", path: "../")],
  targets: [
    .target(name: "CLibFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["CLibFuzzer", .product(name: "FuzzEntries", package: "shosho")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
