import Glibc

@testable import Typesetting

/// The fonts of Fonts/fonts.json as their Debian packages install them.
enum SystemFonts {
  static let folders = FontFolders(
    ["truetype/bizud-mincho", "truetype/bizud-gothic", "truetype/ipamj", "opentype/noto"].map {
      "/usr/share/fonts/\($0)"
    })

  static let list: FontList = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bytes = FontBytes.mapping("/\(root)/Fonts/fonts.json")
    return try! FontList(json: bytes.map { Array($0.buffer) } ?? [], file: "fonts.json")
  }()

  static let store = try! FontStore(list: list, files: files)

  /// The files, each taken for the first edition of its face: digests are the work of the tests of `House`.
  static let files = Dictionary(
    uniqueKeysWithValues: list.faces.map {
      ($0.file, FontStore.File(folders.load($0.file)!, sha256: $0.editions[0].sha256))
    })
}

/// Text set for a test, in em of 10 pt.
struct Sample {
  var paragraph: Paragraph
  let setter = HarfBuzzTextSetter(store: SystemFonts.store)

  init(
    _ text: String, role: String = "mincho", alignment: Alignment = .start, indent: Double = 0,
    fit: FitPolicy = FitPolicy()
  ) {
    paragraph = Paragraph(
      [Inline(text, style: TextStyle(role: role, size: .pt(10)))], alignment: alignment, indent: indent, fit: fit,
      name: "sample")
  }

  func set(_ measure: Double) throws -> SetParagraph {
    try setter.set(paragraph, measure: .pt(measure * 10))
  }
}

extension SetLine {
  var text: String { runs.map(\.text).joined() }

  /// Origins of the glyphs from the line's start in 1/1000 em of 10 pt.
  var positions: [Int] {
    runs.flatMap { run in run.glyphs.map { Int(((run.origin.x + $0.x).points * 100).rounded()) } }
  }
}

/// Finds font files by exact name in given folders.
///
/// Neither fontconfig nor the environment is asked, so a run uses the same files on every machine: the caller names
/// every folder.
struct FontFolders: Sendable {
  let folders: [String]

  init(_ folders: [String]) {
    self.folders = folders
  }

  /// Maps the file of that name from the first folder that has it; nil when none has. A name with a slash is refused,
  /// because it could lead out of the folders.
  @Sendable func load(_ fileName: String) -> FontBytes? {
    guard !fileName.isEmpty, !fileName.utf8.contains(UInt8(ascii: "/")) else { return nil }
    for folder in folders {
      if let bytes = FontBytes.mapping("\(folder)/\(fileName)") { return bytes }
    }
    return nil
  }
}
