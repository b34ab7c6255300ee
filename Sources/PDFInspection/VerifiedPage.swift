import PDFSyntax

/// What the content of a page does, as far as the requirements are about it. It is read once, operator by operator.
struct VerifiedPage {
  let number: Int
  let dictionary: PDFDictionary
  /// Marked-content ids in the order of the content.
  private(set) var identifiers: [Int] = []
  /// Operators that paint outside of both tagged content and artifacts: the first eight.
  private(set) var untagged: [String] = []
  /// How often tagged content is in an artifact, or an artifact in tagged content.
  private(set) var nestings = 0
  private(set) var deepestSave = 0
  private(set) var unknownOperators: Set<String> = []
  private(set) var deviceColours: Set<String> = []
  /// Resource names of the fonts of which glyph 0 is shown.
  private(set) var notdefs: Set<String> = []

  private static let painting: Set<String> = [
    "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", "\"",
  ]
  /// All operators: ISO 32000-1 annex A.
  private static let known: Set<String> = painting.union([
    "BDC", "BMC", "BT", "BX", "CS", "DP", "EMC", "ET", "EX", "G", "J", "K", "M", "MP", "Q", "RG", "SC", "SCN", "T*",
    "TD", "TL", "Tc", "Td", "Tf", "Tm", "Tr", "Ts", "Tw", "Tz", "W", "W*", "c", "cm", "cs", "d", "d0", "d1", "g", "gs",
    "h", "i", "j", "k", "l", "m", "n", "q", "re", "rg", "ri", "sc", "scn", "v", "w", "y",
  ])
  private static let colours = [
    "g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK",
  ]

  private enum Mark {
    case artifact
    case tagged
    case other
  }

  init(_ page: PDFObject, in reader: PDFReader) throws(PDFFault) {
    number = page.number
    dictionary = try page.dictionary()
    guard let contents = dictionary["Contents"] else { return }
    var content: [UInt8] = []
    for part in try contents.elements() {
      let object = try reader.target(part)
      if object.isStream {
        content += try reader.expanded(object) + [0x0A]
      } else {
        for inner in try object.value.array() { content += try reader.expanded(try reader.target(inner)) + [0x0A] }
      }
    }
    var fonts: PDFDictionary?
    if let resources = try reader.dictionary("Resources", in: dictionary) {
      fonts = try reader.dictionary("Font", in: resources)
    }
    try readContent(content, fonts: fonts, in: reader)
  }

  private mutating func readContent(_ content: [UInt8], fonts: PDFDictionary?, in reader: PDFReader) throws(PDFFault) {
    var scanner = ContentScanner(content)
    var marks: [Mark] = []
    var saves = 0
    var font = ""
    var isComposite: [String: Bool] = [:]
    while let range = try scanner.next() {
      let name = String(decoding: content[range], as: UTF8.self)
      if !Self.known.contains(name) { unknownOperators.insert(name) }
      if let colour = Self.colours[name] { deviceColours.insert(colour) }
      switch name {
      case "q":
        saves += 1
        deepestSave = max(deepestSave, saves)
      case "Q": saves -= 1
      case "BDC", "BMC": marks.append(try beginMark(scanner, isPlain: name == "BMC", inside: marks))
      case "EMC":
        guard marks.popLast() != nil else { throw .expected("BDC before EMC", at: range.lowerBound) }
      case "Tf":
        font = try scanner.operand(0).name()
        if isComposite[font] == nil, let value = fonts?.entry(named: try scanner.operand(0).text.dropFirst()) {
          isComposite[font] = try reader.resolved(value).dictionary()["Subtype"]?.isName("Type0") == true
        }
      case "Tj", "'", "\"", "TJ":
        if isComposite[font] == true { try noteNotdef(try scanner.operand(scanner.operands.count - 1), font) }
      default: break
      }
      if Self.painting.contains(name), !marks.contains(where: { $0 != .other }), untagged.count < 8 {
        untagged.append("page object \(number), byte \(range.lowerBound) of its content: \(name)")
      }
    }
    guard marks.isEmpty, saves == 0 else { throw .expected("each BDC and q closed", at: content.count) }
  }

  private mutating func beginMark(_ scanner: ContentScanner, isPlain: Bool, inside marks: [Mark]) throws(PDFFault)
    -> Mark
  {
    let mark: Mark
    if try scanner.operand(0).isName("Artifact") {
      mark = .artifact
    } else if !isPlain, try scanner.operand(1).isDictionary,
      let identifier = try scanner.operand(1).dictionary()["MCID"]
    {
      identifiers.append(try identifier.integer())
      mark = .tagged
    } else {
      mark = .other
    }
    if mark == .artifact && marks.contains(.tagged) || mark == .tagged && marks.contains(.artifact) { nestings += 1 }
    return mark
  }

  private mutating func noteNotdef(_ shown: PDFValue, _ font: String) throws(PDFFault) {
    for part in shown.isArray ? try shown.array() : [shown] where part.isString {
      let codes = try part.string()
      for index in stride(from: 0, to: codes.count - 1, by: 2) where codes[index] == 0 && codes[index + 1] == 0 {
        notdefs.insert(font)
      }
    }
  }
}
