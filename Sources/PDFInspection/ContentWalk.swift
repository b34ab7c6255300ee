import Diagnostics
import PDFSyntax

/// Goes through one content, operation by operation, and tells `Painting` what it does and paints with.
struct ContentWalk {
  private let painting: Painting
  private let lookup: ObjectLookup
  /// For findings: `page object 4`.
  private let place: String
  let resources: Resources
  private let areResourcesInherited: Bool
  private let tagging: Tagging
  private let owner: ObjectIdentity
  /// The elements of the content's marks by their ids, as the parent tree has them.
  private let parents: [Int: Int]
  private(set) var isTransparent = false

  private var state = State()
  private var saved: [State] = []
  private var marks: [Mark] = []
  /// How many of the open marks are artifacts, and so on: they are asked for with everything that is painted.
  private var (artifacts, taggeds, languages, actualTexts) = (0, 0, 0, 0)
  /// XObjects that were painted before, with the marks around them, and whether they are transparent.
  private var painted: [PaintedName: Bool] = [:]
  private var identifiers: Set<Int> = []
  /// Colour spaces that were chosen before, and whether each is one of CMYK by a profile.
  private var usedSpaces: [String: Bool] = [:]

  /// The part of the graphics state that requirements are about.
  private struct State {
    var font: PaintedFont?
    /// Whether text is not painted (rendering mode 3).
    var isInvisible = false
    /// Whether the colour of areas and of lines is one of CMYK by an ICC profile.
    var hasProfiledFill = false
    var hasProfiledStroke = false
    var overprint = Overprint()
  }

  private struct Mark {
    enum Kind {
      case artifact
      case tagged
      case other
    }

    var kind: Kind
    var hasLanguage = false
    var hasActualText = false
  }

  private struct PaintedName: Hashable {
    let name: String
    let tagging: Tagging
  }

  private static let painters: Set<String> = [
    "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Tj", "TJ", "'", "\"", "BI",
  ]
  /// Operators that paint lines; the first two paint no areas.
  private static let lined: Set<String> = ["S", "s"]
  private static let stroked: Set<String> = lined.union(["B", "B*", "b", "b*"])
  /// All operators: ISO 32000-1 annex A.
  private static let known: Set<String> = painters.union([
    "BDC", "BMC", "BT", "BX", "CS", "DP", "Do", "EMC", "ET", "EX", "G", "J", "K", "M", "MP", "Q", "RG", "SC", "SCN",
    "T*", "TD", "TL", "Tc", "Td", "Tf", "Tm", "Tr", "Ts", "Tw", "Tz", "W", "W*", "c", "cm", "cs", "d", "d0", "d1", "g",
    "gs", "h", "i", "j", "k", "l", "m", "n", "q", "re", "rg", "ri", "sc", "scn", "v", "w", "y",
  ])
  private static let colours = [
    "g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK",
  ]

  init(
    _ painting: Painting, place: String, resources: Resources, areResourcesInherited: Bool, tagging: Tagging,
    owner: ObjectIdentity, parents: [Int: Int]
  ) {
    self.painting = painting
    lookup = painting.lookup
    self.place = place
    self.resources = resources
    self.areResourcesInherited = areResourcesInherited
    self.tagging = tagging
    self.owner = owner
    self.parents = parents
  }

  /// Reads the content to its end, or to the first thing that is no syntax of contents.
  mutating func read(_ content: [UInt8]) {
    do {
      var scanner = ContentScanner(content, takesInlineImages: true)
      while let range = try scanner.next() {
        try lookup.reader.budget.take(1, of: .operations, at: range.lowerBound)
        for index in 0..<scanner.operands.count {
          let operand = scanner.operands[index]
          // Shorter ones can break no limit; a hexadecimal string can lack a digit.
          guard operand.count > 9 || content[operand.lowerBound] == UInt8(ascii: "<") else { continue }
          try painting.values.inspectTokens(PDFValue(bytes: content, range: operand), place)
        }
        try perform(String(decoding: content[range], as: UTF8.self), scanner, at: range.lowerBound)
      }
      if !marks.isEmpty { painting.unreadable.add("\(place): BDC without EMC") }
    } catch {
      painting.unreadable.add("\(place): \(error.message.english)")
    }
  }

  private mutating func perform(_ name: String, _ scanner: ContentScanner, at offset: Int) throws(PDFFault) {
    if !Self.known.contains(name) {
      painting.unknownOperators.add("\(place): \(name)")
      return
    }
    if Self.painters.contains(name) { notePainting(name, at: offset) }
    if let space = Self.colours[name] {
      useNamedSpace(space)
      if name == name.lowercased() { state.hasProfiledFill = false } else { state.hasProfiledStroke = false }
    }
    switch name {
    case "q":
      guard saved.count < ContentScanner.nestingLimit else {
        throw .expected("at most \(ContentScanner.nestingLimit) levels of q", at: offset)
      }
      saved.append(state)
      if saved.count > 28 { painting.deepSaves.add("\(place): \(saved.count) levels of q") }
    case "Q":
      guard let last = saved.popLast() else { throw .expected("q before Q", at: offset) }
      state = last
    case "BDC", "BMC":
      guard marks.count < ContentScanner.nestingLimit else {
        throw .expected("at most \(ContentScanner.nestingLimit) levels of BDC", at: offset)
      }
      beginMark(try scanner.operand(0), name == "BDC" ? try scanner.operand(1) : nil)
    case "EMC":
      guard let mark = marks.popLast() else { throw .expected("BDC before EMC", at: offset) }
      count(mark, by: -1)
    case "Tf":
      let font = try scanner.operand(0).name()
      state.font = named("Font", font).flatMap { painting.useFont($0, around: resources) }.flatMap {
        painting.fonts[$0]
      }
      if state.font?.isTransparent == true { isTransparent = true }
    case "Tr": state.isInvisible = try scanner.operand(0).number() == 3
    case "Tj", "'", "\"", "TJ": try show(try scanner.operand(scanner.operands.count - 1))
    case "Do": try paintObject(try scanner.operand(0).name(), at: offset)
    case "gs":
      guard let value = named("ExtGState", try scanner.operand(0).name()) else { break }
      if painting.setState(value, around: resources) { isTransparent = true }
      state.overprint.set(lookup.dictionary(value), lookup)
    case "cs", "CS":
      let isProfiled = try chooseSpace(scanner.operand(0))
      if name == "cs" { state.hasProfiledFill = isProfiled } else { state.hasProfiledStroke = isProfiled }
    case "scn", "SCN":
      let last = try scanner.operand(scanner.operands.count - 1)
      guard last.isName, let pattern = named("Pattern", try last.name()) else { break }
      if painting.usePattern(pattern, around: resources) { isTransparent = true }
    case "sh":
      if let shading = named("Shading", try scanner.operand(0).name()) {
        painting.useShading(shading, around: resources)
      }
    case "ri": painting.noteIntent(try scanner.operand(0))
    case "BI": try paintInlineImage(scanner)
    default: break
    }
  }

  private static func isFamily(_ space: PDFValue) -> Bool {
    space.isName("DeviceGray") || space.isName("DeviceRGB") || space.isName("DeviceCMYK") || space.isName("Pattern")
  }

  /// Uses the colour space that `cs` names; returns whether it is one of CMYK by a profile.
  private mutating func chooseSpace(_ space: PDFValue) throws(PDFFault) -> Bool {
    let name = try space.name()
    if let isProfiled = usedSpaces[name] { return isProfiled }
    let value = Self.isFamily(space) ? space : named("ColorSpace", name)
    if let value { painting.colours.use(value, resources, lookup) }
    let isProfiled = lookup.isProfiledCMYK(value)
    usedSpaces[name] = isProfiled
    return isProfiled
  }

  private mutating func useNamedSpace(_ name: String) {
    guard usedSpaces.updateValue(false, forKey: name) == nil else { return }
    let bytes = Array("/\(name)".utf8)
    painting.colours.use(PDFValue(bytes: bytes, range: 0..<bytes.count), resources, lookup)
  }

  /// A named resource, which the content must have in a dictionary of its own.
  private func named(_ kind: StaticString, _ name: String) -> PDFValue? {
    let value = resources.value(kind, name)
    if value != nil, areResourcesInherited { painting.missingResources.add("\(place): /\(name)") }
    return value
  }

  /// An inline image as a dictionary: its keys may be short (ISO 32000-1 table 93).
  private func paintInlineImage(_ scanner: ContentScanner) throws(PDFFault) {
    var text: [UInt8] = Array("<<".utf8)
    for index in 0..<scanner.operands.count { text += scanner.bytes[scanner.operands[index]] + [0x20] }
    text += Array(">>".utf8)
    let image = try PDFDictionary(text, 0..<text.count)
    painting.noteImage(image, resources)
    let allowed = [
      "ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "DCTDecode", "AHx", "A85",
      "Fl", "RL", "CCF", "DCT",
    ]
    for filter in try (image["Filter"] ?? image["F"])?.elements() ?? [] {
      let name = lookup.name(filter) ?? "?"
      if !allowed.contains(name) { painting.inlineFilters.add("\(place): /\(name)") }
    }
    // It is kept whole, unlike one that is an object.
    try lookup.reader.budget.take(40 + text.count / 8, of: .mapEntries, at: 0)
    painting.images.append(PlacedDictionary(identity: owner, dictionary: image))
  }

  private mutating func paintObject(_ name: String, at offset: Int) throws(PDFFault) {
    guard let value = named("XObject", name), let object = lookup.dictionary(value) else { return }
    let isImage = object["Subtype"]?.isName("Image") == true
    if isImage { notePainting("Do", at: offset) }
    let key = PaintedName(name: name, tagging: innerTagging)
    // A form whose content belongs to elements is counted each time.
    if let isKnown = painted[key], object["StructParents"] == nil {
      isTransparent = isTransparent || isKnown
      return
    }
    let isSeen = painting.paint(value, tagging: innerTagging, around: resources)
    painted[key] = isSeen
    isTransparent = isTransparent || isSeen
  }

  // MARK: Marks

  private var isInArtifact: Bool { tagging == .artifact || artifacts > 0 }
  private var isInTagged: Bool { tagging == .tagged || taggeds > 0 }
  private var innerTagging: Tagging { isInArtifact ? .artifact : isInTagged ? .tagged : tagging }

  private mutating func beginMark(_ tag: PDFValue, _ properties: PDFValue?) {
    let dictionary: PDFDictionary?
    if let properties, properties.isName {
      dictionary = lookup.dictionary((try? properties.name()).flatMap { named("Properties", $0) })
    } else {
      dictionary = try? properties?.dictionary()
    }
    var mark = Mark(kind: .other)
    mark.hasLanguage = dictionary?["Lang"] != nil
    mark.hasActualText = dictionary?["ActualText"] != nil
    if tag.isName("Artifact") {
      mark.kind = .artifact
      if isInTagged { painting.artifactsInTagged.add(place) }
    }
    if let identifier = lookup.integer("MCID", dictionary) {
      if !identifiers.insert(identifier).inserted { painting.repeatedIdentifiers.add("\(place): /MCID \(identifier)") }
      painting.identifiers.insert(MarkedContent(owner: owner, identifier: identifier))
      if let element = parents[identifier] {
        if isInArtifact { painting.taggedInArtifacts.add("\(place): /MCID \(identifier)") }
        if mark.kind == .other { mark.kind = .tagged }
        mark.hasLanguage = mark.hasLanguage || painting.structure.elements[element].hasLanguage
        mark.hasActualText = mark.hasActualText || painting.structure.elements[element].hasActualText
      }
    }
    if tag.isName("Span"), !mark.hasLanguage, languages == 0, let dictionary {
      for key in ["ActualText", "Alt", "E"] as [StaticString] where dictionary[key] != nil {
        painting.spansWithoutLanguage.add("\(place): /\(key)")
      }
    }
    if let language = dictionary?["Lang"] { painting.languages.append((place, language)) }
    marks.append(mark)
    count(mark, by: 1)
  }

  private mutating func count(_ mark: Mark, by step: Int) {
    if mark.kind == .artifact { artifacts += step }
    if mark.kind == .tagged { taggeds += step }
    if mark.hasLanguage { languages += step }
    if mark.hasActualText { actualTexts += step }
  }

  private func notePainting(_ name: String, at offset: Int) {
    let overprint = state.overprint
    let isOverprinted =
      overprint.ofAreas && state.hasProfiledFill && !Self.lined.contains(name)
      || overprint.ofLines && state.hasProfiledStroke && Self.stroked.contains(name)
    if overprint.mode == 1, isOverprinted { painting.profiledOverprints.add(place) }
    guard tagging == .open, !isInArtifact, !isInTagged else { return }
    painting.untagged.add("\(place), byte \(offset) of its content: \(name)")
  }

  // MARK: Text

  private func show(_ text: PDFValue) throws(PDFFault) {
    let hasActualText = actualTexts > 0
    if tagging != .elsewhere, !isInArtifact, languages == 0 {
      painting.silentLanguages.add(place)
    }
    guard let font = state.font else { return }
    for part in text.isArray ? try text.array() : [text] where part.isString {
      font.show(try part.string(), isInvisible: state.isInvisible, hasActualText: hasActualText)
    }
  }
}

/// Whether what is painted leaves the other inks under it (ISO 32000-1 8.6.7).
struct Overprint {
  private(set) var ofLines = false
  private(set) var ofAreas = false
  private(set) var mode = 0

  mutating func set(_ state: PDFDictionary?, _ lookup: ObjectLookup) {
    if let lines = lookup.bool("OP", state) {
      ofLines = lines
      // Without an entry of its own, it is said of areas too.
      ofAreas = lines
    }
    if let areas = lookup.bool("op", state) { ofAreas = areas }
    if let mode = lookup.integer("OPM", state) { self.mode = mode }
  }
}

extension ObjectLookup {
  /// Whether a colour space is one of four components by an ICC profile.
  fileprivate func isProfiledCMYK(_ value: PDFValue?) -> Bool {
    guard let parts = array(value), parts.count > 1, name(parts[0]) == "ICCBased" else { return false }
    return integer("N", dictionary(parts[1])) == 4
  }
}
