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
    module("Fields", imports: ["Diagnostics"]),
    module("Records", imports: ["Diagnostics", "Fields", "StrictJSON"]),
    module("Surety", imports: ["Diagnostics", "Fields", "StrictJSON"]),
    module("Typesetting", imports: ["Diagnostics", "StrictJSON", "CHarfBuzz", "CQRencode"]),
    module("StrictXML", imports: ["Diagnostics", "CExpat"]),
    module("Forms", imports: ["Diagnostics", "StrictXML", "Fields", "Typesetting", "CDeflate"]),
    module(
      "Drawing", imports: ["Diagnostics", "Typesetting", "CCairo", "CHarfBuzz", "CDeflate", "CNumbers", "CFaces"]),
    module("PDFSyntax", imports: ["Diagnostics", "CDeflate"]),
    module("PDFFinishing", imports: ["PDFSyntax", "CDeflate", "CQPDF"]),
    module("PDFInspection", imports: ["Diagnostics", "StrictXML", "PDFSyntax"]),
    module("Register", imports: ["Diagnostics", "Fields", "StrictJSON", sqlite, crypto]),
    module(
      "Issuing",
      imports: [
        "Diagnostics", "StrictJSON", "StrictXML", "Fields", "Records", "Surety", "Typesetting", "Forms", "Drawing",
        "PDFSyntax", "PDFFinishing", "PDFInspection", "Register", crypto, logging,
      ]),
    .executableTarget(
      name: "shosho",
      dependencies: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Forms", "Register", "Issuing",
        arguments, logging,
      ],
      swiftSettings: settings),
    // What takes bytes from outside, as a fuzzer calls it.
    .target(
      name: "FuzzEntries", dependencies: ["Forms", "PDFFinishing", "PDFInspection", "Records", "StrictJSON"],
      path: "Fuzz/Entries",
      swiftSettings: settings),
    // Pages with one of everything, for the tests of what draws and of what finishes.
    .target(
      name: "DrawingSamples", dependencies: ["Drawing", "Typesetting", "CHarfBuzz"], path: "Tests/DrawingSamples",
      swiftSettings: testSettings),
    // Laid-out pages as text, the difference of two texts, and steady random numbers.
    .target(name: "TestSupport", dependencies: ["Typesetting"], path: "Tests/TestSupport", swiftSettings: testSettings),
    tests(of: "Diagnostics"),
    tests(of: "StrictJSON", imports: ["Diagnostics", "TestSupport"]),
    tests(of: "StrictXML", imports: ["Diagnostics"]),
    tests(of: "Fields", imports: ["Diagnostics", "StrictJSON"]),
    tests(of: "Records", imports: ["Diagnostics", "Fields", "StrictJSON", "TestSupport"]),
    tests(of: "Surety", imports: ["Diagnostics", "Fields", "StrictJSON", "Records"]),
    tests(of: "Typesetting", imports: ["Diagnostics", "StrictJSON", "TestSupport"]),
    tests(of: "Forms", imports: ["Diagnostics", "Fields", "Typesetting"]),
    tests(
      of: "Drawing",
      imports: ["Diagnostics", "Typesetting", "CCairo", "CDeflate", "CNumbers", "CFaces", "DrawingSamples"]),
    // The three modules of PDF together: what one writes the others read. Issuing converts the drawer's notes into the
    // structure that PDFFinishing takes.
    .testTarget(
      name: "PDFTests",
      dependencies: [
        "PDFSyntax", "PDFFinishing", "PDFInspection", "CCairo", "CDeflate", "Diagnostics", "Drawing", "Typesetting",
        "Issuing", "DrawingSamples", "TestSupport",
      ],
      swiftSettings: testSettings),
    tests(of: "Register", imports: ["Diagnostics", "Fields", "StrictJSON", sqlite, "TestSupport"]),
    tests(
      of: "Issuing",
      imports: ["Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Forms", "Register"]),
    .testTarget(
      name: "FeatureTests",
      dependencies: [
        "Diagnostics", "StrictJSON", "Fields", "Records", "Surety", "Typesetting", "Forms", "PDFInspection", "Issuing",
        "TestSupport", "DrawingSamples",
      ],
      swiftSettings: testSettings),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzEntries"], swiftSettings: testSettings),
    .testTarget(name: "CommandTests", dependencies: ["shosho", "TestSupport"], swiftSettings: testSettings),
  ],
  swiftLanguageModes: [.v6]
)
