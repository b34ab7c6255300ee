// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of ours is compiled with; warnings are errors so that none is ever looked past.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Tests are compiled unoptimized in a release build too: what is measured and shipped is optimized, and the optimizer
/// would spend as long on the tests as on all the rest.
let testSettings: [SwiftSetting] = settings + [.unsafeFlags(["-Onone"])]

func module(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

func tests(of name: String, imports: [Target.Dependency] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + imports, swiftSettings: testSettings)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let sqlite: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// Imports go to earlier rows only; Documentation/architecture.md gives each module its one job.
let package = Package(
  name: "shosho",
  products: [
    .executable(name: "shosho", targets: ["shosho"]),
    // For the package in Fuzz/ alone.
    .library(name: "FuzzEntries", targets: ["FuzzEntries"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .target(name: "CDeflate", linkerSettings: [.linkedLibrary("deflate")]),
    .target(name: "CNumbers"),
    .target(name: "CFaces", dependencies: ["CCairo"]),
    .target(name: "CQPDF"),
    module("Diagnostics"),
    module("StrictJSON", imports: ["Diagnostics"]),
    module("Digests", imports: [crypto]),
    module("Fields", imports: ["Diagnostics"]),
    module("Records", imports: ["Diagnostics", "Fields", "StrictJSON"]),
    module("Surety", imports: ["Diagnostics", "Fields", "StrictJSON"]),
    module("Typesetting", imports: ["Diagnostics", "StrictJSON", "CHarfBuzz"]),
    module("Layout", imports: ["Typesetting", "CQRencode"]),
    module("Forms", imports: ["Diagnostics", "Fields", "Typesetting", "Layout", "CExpat", "CDeflate"]),
    module(
      "Drawing",
      imports: ["Diagnostics", "Typesetting", "Layout", "CCairo", "CHarfBuzz", "CDeflate", "CNumbers", "CFaces"]),
    module("PDFFile", imports: ["Diagnostics", "CDeflate", "CQPDF"]),
    module("Register", imports: ["Diagnostics", "Fields", "StrictJSON", sqlite, crypto]),
    module("HostSystem", imports: ["Diagnostics", crypto]),
    module("Reporting", imports: ["Diagnostics", "HostSystem", logging]),
    module("Inputs", imports: ["Diagnostics", "Fields", "Records", "HostSystem", "Reporting", crypto]),
    module(
      "House",
      imports: [
        "Diagnostics", "StrictJSON", "Fields", "Surety", "Typesetting", "Forms", "Drawing", "Register", "HostSystem",
        "Reporting", crypto,
      ]),
    module(
      "Papers",
      imports: [
        "Diagnostics", "Fields", "Surety", "Typesetting", "Forms", "Drawing", "PDFFile", "Register", "HostSystem",
        "Reporting",
        "House", crypto,
      ]),
    module(
      "Issuance",
      imports: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Forms", "Drawing", "PDFFile",
        "Register", "HostSystem", "Reporting", "Inputs", "House", "Papers", crypto,
      ]),
    module(
      "Sharding",
      imports: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Forms", "Register", "HostSystem", "Reporting",
        "Inputs",
        "House", "Papers", "Issuance", crypto,
      ]),
    module(
      "OnDemand",
      imports: [
        "Diagnostics", "Fields", "Records", "Surety", "Forms", "PDFFile", "Register", "HostSystem", "Reporting",
        "Inputs",
        "House", "Papers", "Issuance",
      ]),
    .executableTarget(
      name: "shosho",
      dependencies: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Forms", "Register", "HostSystem",
        "Reporting", "Inputs", "House", "Papers", "Issuance", "Sharding", "OnDemand", arguments, logging,
      ],
      swiftSettings: settings),
    // What takes bytes from outside, as a fuzzer calls it.
    .target(
      name: "FuzzEntries", dependencies: ["Forms", "PDFFinishing", "PDFInspection", "Records", "StrictJSON"],
      path: "Fuzz/Entries",
      swiftSettings: settings),
    // Pages with one of everything, for the tests of what draws and of what finishes.
    .target(
      name: "DrawingSamples", dependencies: ["Drawing", "Typesetting", "Layout", "CHarfBuzz"],
      path: "Tests/DrawingSamples",
      swiftSettings: testSettings),
    // Laid-out pages as text, the difference of two texts, and steady random numbers.
    .target(
      name: "TestSupport", dependencies: ["Typesetting", "Layout"], path: "Tests/TestSupport",
      swiftSettings: testSettings),
    tests(of: "Diagnostics"),
    tests(of: "StrictJSON", imports: ["Diagnostics", "TestSupport"]),
    tests(of: "Digests"),
    tests(of: "Fields", imports: ["Diagnostics", "StrictJSON"]),
    tests(of: "Records", imports: ["Diagnostics", "Fields", "StrictJSON", "TestSupport"]),
    tests(of: "Surety", imports: ["Diagnostics", "Fields", "StrictJSON", "Records"]),
    tests(of: "Typesetting", imports: ["Diagnostics", "StrictJSON", "TestSupport"]),
    tests(of: "Layout", imports: ["Diagnostics", "Typesetting"]),
    tests(of: "Forms", imports: ["Diagnostics", "Fields", "Typesetting", "Layout"]),
    tests(
      of: "Drawing",
      imports: ["Diagnostics", "Typesetting", "Layout", "CCairo", "CDeflate", "CNumbers", "CFaces", "DrawingSamples"]),
    // Issuing has the words in which the drawer's notes reach the finisher; tests finish what is drawn with the same.
    tests(
      of: "PDFFile",
      imports: [
        "CCairo", "CDeflate", "Diagnostics", "Drawing", "Typesetting", "Papers", "DrawingSamples", "TestSupport",
      ]),
    tests(of: "Register", imports: ["Diagnostics", "Fields", "StrictJSON", sqlite, "TestSupport"]),
    tests(of: "HostSystem", imports: ["Diagnostics", "TestSupport"]),
    tests(of: "Reporting", imports: ["Diagnostics"]),
    tests(
      of: "House", imports: ["Diagnostics", "Fields", "Forms", "Surety", "HostSystem", "Reporting", "TestSupport"]),
    tests(of: "Papers", imports: ["Diagnostics", "Fields", "Typesetting", "Reporting", "TestSupport"]),
    tests(
      of: "Issuance",
      imports: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Register", "HostSystem",
        "Reporting",
        "House", "Papers", "TestSupport",
      ]),
    tests(
      of: "Sharding",
      imports: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Register", "HostSystem", "Reporting", "House",
        "Papers",
        "Issuance", "TestSupport",
      ]),
    tests(
      of: "OnDemand",
      imports: [
        "Diagnostics", "Fields", "Forms", "Surety", "Register", "HostSystem", "Reporting", "House", "Papers",
        "Issuance",
        "TestSupport",
      ]),
    .testTarget(
      name: "FeatureTests",
      dependencies: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Forms", "PDFFile", "HostSystem",
        "House", "Inputs",
        "Papers", "Issuance", "OnDemand", "Reporting",
        "TestSupport",
        "DrawingSamples",
      ],
      swiftSettings: testSettings),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzEntries"], swiftSettings: testSettings),
    .testTarget(name: "CommandTests", dependencies: ["shosho", "Digests", "TestSupport"], swiftSettings: testSettings),
  ],
  swiftLanguageModes: [.v6]
)
