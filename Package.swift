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

/// A module of the program: its name and what it may import. Imports go to earlier rows only;
/// Documentation/architecture.md gives each module its one job.
struct Module {
  let name: String
  let imports: [Target.Dependency]

  init(_ name: String, imports: [Target.Dependency] = []) {
    self.name = name
    self.imports = imports
  }

  var target: Target { .target(name: name, dependencies: imports, swiftSettings: settings) }

  /// The module's tests, which may import whatever it may, and helpers that tests share.
  func tests(imports others: [Target.Dependency] = []) -> Target {
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + imports + others,
      swiftSettings: testSettings)
  }
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let sqlite: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// What every part of the program speaks of.
let diagnostics = Module("Diagnostics")
let strictJSON = Module("StrictJSON", imports: ["Diagnostics"])
let strictXML = Module("StrictXML", imports: ["Diagnostics", "CExpat"])
let digests = Module("Digests", imports: [crypto])

// From bytes to an accepted certificate.
let fields = Module("Fields", imports: ["Diagnostics"])
let mapping = Module("Mapping", imports: ["Diagnostics", "Fields", "StrictJSON"])
let workbooks = Module("Workbooks", imports: ["Diagnostics", "Fields", "StrictXML", "CZip"])
let encodings = Module("Encodings", imports: ["Diagnostics", "StrictJSON"])
let records = Module("Records", imports: ["Encodings", "Diagnostics", "Fields", "Mapping", "StrictJSON", "Workbooks"])
let rules = Module("Rules", imports: ["Diagnostics", "Fields", "StrictJSON"])
let surety = Module("Surety", imports: ["Diagnostics", "Fields", "Rules"])

// From a form and values to a finished PDF.
let typesetting = Module("Typesetting", imports: ["Diagnostics", "StrictJSON", "CHarfBuzz"])
let layout = Module("Layout", imports: ["Typesetting", "CQRencode"])
let forms = Module("Forms", imports: ["Diagnostics", "Fields", "StrictXML", "Typesetting", "Layout", "CDeflate"])
let drawnDocument = Module("DrawnDocument")
let pdfSyntax = Module("PDFSyntax", imports: ["Diagnostics", "CDeflate"])
let drawing = Module(
  "Drawing",
  imports: [
    "Diagnostics", "Typesetting", "Layout", "DrawnDocument", "PDFSyntax", "CCairo", "CDeflate",
  ])
let pdfFinishing = Module(
  "PDFFinishing", imports: ["Digests", "DrawnDocument", "PDFSyntax", "CDeflate", "CQPDF"])
let pdfText = Module("PDFText", imports: ["PDFSyntax"])
let xmp = Module("XMP", imports: ["Diagnostics", "PDFSyntax", "StrictXML"])
let pdfInspection = Module("PDFInspection", imports: ["Diagnostics", "PDFSyntax", "PDFText", "XMP"])

// From a text to a mail.
let messages = Module("Messages")

// Who got what.
let register = Module("Register", imports: ["Diagnostics", "Digests", "Fields", "StrictJSON", sqlite, crypto])

// A command's work on this machine.
let hostSystem = Module("HostSystem", imports: ["Diagnostics", "Digests", "CProcess"])
let reporting = Module("Reporting", imports: ["Diagnostics", "HostSystem", logging])
let inputs = Module(
  "Inputs", imports: ["Diagnostics", "Digests", "Encodings", "Mapping", "Records", "HostSystem", "Reporting"])
let house = Module(
  "House",
  imports: [
    "Diagnostics", "Digests", "StrictJSON", "StrictXML", "Fields", "Rules", "Typesetting", "Layout", "Forms",
    "Drawing",
    "Register", "HostSystem", "Reporting", "CQPDF", "CZip",
  ])
let papers = Module(
  "Papers",
  imports: [
    "Diagnostics", "Digests", "Fields", "Rules", "Surety", "Typesetting", "Layout", "Forms", "DrawnDocument", "Drawing",
    "PDFFinishing", "PDFSyntax", "PDFText", "Messages", "Register", "HostSystem", "Reporting", "House",
  ])
let issuance = Module(
  "Issuance",
  imports: [
    "Diagnostics", "Digests", "StrictJSON", "Fields", "Records", "Rules", "Surety", "Typesetting", "Layout", "Forms",
    "DrawnDocument",
    "Drawing",
    "PDFFinishing", "PDFInspection", "PDFSyntax", "Register", "HostSystem", "Reporting", "Inputs", "House", "Papers",
  ])
let sharding = Module(
  "Sharding",
  imports: [
    "Diagnostics", "Digests", "StrictJSON", "Encodings", "Fields", "Records", "Rules", "Surety", "Forms", "Register",
    "HostSystem", "Reporting", "Inputs", "House", "Papers", "Issuance",
  ])
let onDemand = Module(
  "OnDemand",
  imports: [
    "Diagnostics", "Digests", "Encodings", "Fields", "Mapping", "Records", "Rules", "Surety", "Forms", "Register",
    "HostSystem", "Reporting", "Inputs", "House", "Papers", "Issuance",
  ])

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
    // Linked in, so that a paper has the same bytes whatever release of libdeflate a system has.
    .target(name: "CDeflate", linkerSettings: [.linkedLibrary(":libdeflate.a")]),
    .target(name: "CProcess"),
    .target(name: "CQPDF"),
    .target(name: "CZip"),
    diagnostics.target, strictJSON.target, strictXML.target, digests.target,
    fields.target, mapping.target, workbooks.target, encodings.target, records.target, rules.target, surety.target,
    typesetting.target, layout.target, forms.target, drawnDocument.target, pdfSyntax.target, drawing.target,
    pdfFinishing.target, pdfText.target, xmp.target, pdfInspection.target,
    messages.target, register.target,
    hostSystem.target, reporting.target, inputs.target, house.target, papers.target,
    issuance.target, sharding.target, onDemand.target,
    .executableTarget(
      name: "shosho",
      dependencies: [
        "Diagnostics", "StrictJSON", "Encodings", "Fields", "Mapping", "Records", "Rules", "Surety", "Typesetting",
        "Layout",
        "Forms", "Register", "HostSystem", "Reporting", "Inputs", "House", "Papers", "Issuance", "Sharding", "OnDemand",
        arguments, logging,
      ],
      swiftSettings: settings),
    // What takes bytes from outside, as a fuzzer calls it.
    .target(
      name: "FuzzEntries",
      dependencies: [
        "Diagnostics", "Encodings", "Fields", "Forms", "Mapping", "PDFInspection", "PDFText", "Records", "StrictJSON",
        "Workbooks",
      ],
      path: "Fuzz/Entries", swiftSettings: settings),
    // Pages with one of everything, for the tests of what draws and of what finishes.
    .target(
      name: "DrawingSamples", dependencies: ["Drawing", "Typesetting", "Layout", "CHarfBuzz"],
      path: "Tests/DrawingSamples", swiftSettings: testSettings),
    // Laid-out pages as text, the difference of two texts, temporary folders and steady random numbers.
    .target(
      name: "TestSupport", dependencies: ["Typesetting", "Layout"], path: "Tests/TestSupport",
      swiftSettings: testSettings),
    diagnostics.tests(), strictJSON.tests(), strictXML.tests(), digests.tests(),
    fields.tests(imports: ["StrictJSON"]), mapping.tests(), workbooks.tests(), records.tests(), rules.tests(),
    surety.tests(imports: ["Mapping", "Records"]),
    typesetting.tests(), layout.tests(), forms.tests(),
    drawing.tests(imports: ["DrawingSamples"]),
    // Finishes pages that are really drawn, besides made-up files.
    .testTarget(
      name: "PDFTests",
      dependencies: [
        "CCairo", "CDeflate", "Diagnostics", "DrawnDocument", "Drawing", "Typesetting", "Layout", "PDFSyntax",
        "PDFFinishing", "PDFInspection", "PDFText", "StrictXML", "XMP", "DrawingSamples", "TestSupport",
      ],
      swiftSettings: testSettings),
    messages.tests(), register.tests(),
    hostSystem.tests(), reporting.tests(), house.tests(), papers.tests(), issuance.tests(), sharding.tests(),
    onDemand.tests(),
    .testTarget(
      name: "FeatureTests",
      dependencies: [
        "Diagnostics", "Digests", "StrictJSON", "Fields", "Records", "Rules", "Surety", "Typesetting", "Layout",
        "Forms",
        "Drawing", "PDFFinishing", "PDFInspection", "PDFSyntax", "HostSystem", "Reporting", "Inputs", "House", "Papers",
        "Issuance", "OnDemand", "TestSupport", "DrawingSamples",
      ],
      swiftSettings: testSettings),
    // Reads the sources as text: modules, folders and the architecture page must agree.
    .testTarget(name: "ArchitectureTests", swiftSettings: testSettings),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzEntries"], swiftSettings: testSettings),
    .testTarget(name: "CommandTests", dependencies: ["shosho", "Digests", "TestSupport"], swiftSettings: testSettings),
  ],
  swiftLanguageModes: [.v6]
)
