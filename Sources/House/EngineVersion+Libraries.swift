import Drawing
import Forms
import Layout
import Register
import StrictXML
import Typesetting

extension EngineVersion {
  /// A library that the engine runs with.
  package struct Library: Sendable, Hashable {
    package var name: String
    package var version: String

    package init(name: String, version: String) {
      (self.name, self.version) = (name, version)
    }
  }

  /// Those on which the bytes of a paper depend.
  package static var papersLibraries: [Library] {
    [
      Library(name: "cairo", version: DrawingLibraries.cairo),
      Library(name: "freetype", version: DrawingLibraries.freeType),
      Library(name: "harfbuzz", version: HarfBuzzTextSetter.libraryVersion),
      Library(name: "qrencode", version: QRSymbol.libraryVersion),
      Library(name: "libdeflate", version: DrawingLibraries.libdeflate),
    ]
  }

  /// All of them.
  package static var libraries: [Library] {
    papersLibraries + [
      Library(name: "expat", version: XMLLibrary.version), Library(name: "sqlite", version: SQLiteLibrary.version),
    ]
  }

  /// What `--version` prints.
  package static var text: String {
    "\(name) \(release) (format \(format))\n" + libraries.map { "\($0.name) \($0.version)" }.joined(separator: "\n")
  }
}
