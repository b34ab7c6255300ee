import CQPDF
import CZip
package import Diagnostics
import Drawing
import Forms
import Layout
import Register
import StrictXML
import Typesetting

/// The version of this program and of the libraries that it runs with, as papers, reports and registers record it.
package enum EngineVersion {
  package static let name = "shosho"
  /// The release, for people.
  package static let release = "0.1.0"
  /// The format number, which stands in every PDF and report. It is raised only when the bytes of some paper change for
  /// the same record, form, rules, fonts and day; a release alone never changes a paper.
  package static let format = 1

  /// The processor's architecture as the kernel names it. Floating-point arithmetic is the same on all that are named
  /// here, but no run of the tests on another than x86_64 has shown that the papers are.
  #if arch(x86_64)
    package static let architecture = "x86_64"
  #elseif arch(arm64)
    package static let architecture = "aarch64"
  #else
    package static let architecture = "other"
  #endif
}

extension EngineVersion {
  /// A library and its version, such as `cairo` `1.16.0`.
  package struct Library: Sendable, Hashable {
    package var name: String
    package var version: String

    package init(name: String, version: String) {
      (self.name, self.version) = (name, version)
    }
  }

  /// The libraries on which the bytes of a paper depend, each asked for the version that runs. libdeflate is linked in,
  /// so that the version which it was built with is the one that runs.
  package static var papersLibraries: [Library] {
    [
      Library(name: "cairo", version: DrawingLibraries.cairo),
      Library(name: "freetype", version: DrawingLibraries.freeType),
      Library(name: "harfbuzz", version: HarfBuzzTextSetter.libraryVersion),
      Library(name: "qrencode", version: QRSymbol.libraryVersion),
      Library(name: "libdeflate", version: DrawingLibraries.libdeflate),
    ]
  }

  /// All libraries whose versions are known. libqpdf and libzip are among them where they are installed.
  package static var libraries: [Library] {
    papersLibraries + [
      Library(name: "expat", version: XMLLibrary.version), Library(name: "sqlite", version: SQLiteLibrary.version),
    ]
      + [("qpdf", cqpdf_version()), ("zip", czip_version())].compactMap { name, version in
        version.map { Library(name: name, version: String(cString: $0)) }
      }
  }

  /// What is to be said of the libraries on which the bytes of a paper depend: that one was never tested.
  package static var warnings: [Diagnostic] { TestedLibraries.warnings(of: papersLibraries) }

  /// The text of `--version`.
  package static var text: String {
    "\(name) \(release) (format \(format), \(architecture))\n"
      + libraries.map { "\($0.name) \($0.version)" }.joined(separator: "\n")
  }
}

/// The versions of libraries as the register keeps them with each run, and the processor's architecture among them:
/// `cairo 1.16.0, freetype 2.12.1, …, architecture x86_64`.
package enum LibraryRecord {
  /// The record of the libraries that this process runs with.
  package static var today: String {
    text(
      of: EngineVersion.papersLibraries + [
        EngineVersion.Library(name: "architecture", version: EngineVersion.architecture)
      ])
  }

  package static func text(of libraries: [EngineVersion.Library]) -> String {
    libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
  }

  /// The libraries whose version is now another than in an earlier record, each as `cairo 1.16.0 → 1.18.0`. One that
  /// only one of the two records names is left out, since there is nothing to compare.
  package static func differences(from record: String, to today: String = Self.today) -> [String] {
    let before = versions(record)
    return versions(today).compactMap { name, version in
      guard let earlier = before.first(where: { $0.name == name })?.version, earlier != version else { return nil }
      return "\(name) \(earlier) → \(version)"
    }
  }

  private static func versions(_ record: String) -> [(name: Substring, version: Substring)] {
    record.split(separator: ",").compactMap { library in
      let words = library.split(separator: " ")
      return words.count == 2 ? (words[0], words[1]) : nil
    }
  }
}
