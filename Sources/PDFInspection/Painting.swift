import PDFSyntax

/// What is painted in a file: the contents of its pages, and of all that these paint with: forms, patterns, glyphs
/// of Type 3 fonts, appearances of annotations. What only stands in the resources and is not painted is not looked
/// at; the standards are about what is used.
final class Painting {
  let lookup: ObjectLookup
  let structure: StructureTree
  var values: ValueFindings

  // What contents do; each finding says where.
  var unknownOperators = Findings()
  var unreadable = Findings()
  var deepSaves = Findings()
  var untagged = Findings()
  var artifactsInTagged = Findings()
  var taggedInArtifacts = Findings()
  var missingResources = Findings()
  var badIntents = Findings()
  var inlineFilters = Findings()
  var profiledOverprints = Findings()
  var silentLanguages = Findings()
  var spansWithoutLanguage = Findings()
  var repeatedIdentifiers = Findings()
  /// The marked contents that are there, by page object and id.
  var identifiers: Set<MarkedContent> = []

  // What contents paint with.
  var fonts: [ObjectIdentity: PaintedFont] = [:]
  var images: [PlacedDictionary] = []
  var forms: [PlacedDictionary] = []
  var postScripts: [PlacedDictionary] = []
  var states: [PlacedDictionary] = []
  var colours = ColourUse()
  /// Languages that marks of contents name.
  var languages: [(place: String, value: PDFValue)] = []
  /// Forms whose content belongs to elements, and how often each is painted.
  var markedForms: [ObjectIdentity: Int] = [:]

  private var seenImages: Set<ObjectIdentity> = []
  private var seenStates: [ObjectIdentity: Bool] = [:]
  /// The contents that were gone through, with the marks around them, and whether they use transparency.
  private var seenContents: [ContentKey: Bool] = [:]
  private var resources: [ObjectIdentity: Resources] = [:]
  private let fontSources: FontSources
  /// How many contents, images and masks are being gone through because the one before paints with them.
  private var depth = 0

  private struct ContentKey: Hashable {
    let identity: ObjectIdentity
    let tagging: Tagging
  }

  init(_ lookup: ObjectLookup, _ structure: StructureTree, _ values: ValueFindings) {
    self.lookup = lookup
    self.structure = structure
    self.values = values
    fontSources = FontSources(lookup)
  }

  /// The fonts of which something is shown, in a fixed order. Asked for when all has been painted.
  private(set) lazy var shownFonts: [PaintedFont] = fonts.values.filter(\.isShown).map { ($0.place, $0) }
    .sorted { $0.0 < $1.0 }.map(\.1)

  // MARK: Contents

  /// Goes through the content of a page; returns whether it uses transparency.
  func paintPage(_ page: PDFObject, _ dictionary: PDFDictionary) -> Bool {
    var content: [UInt8] = []
    let place = "page object \(page.number)"
    for part in contentParts(dictionary["Contents"]) {
      guard let data = lookup.data(part) else {
        unreadable.add("\(part.number) 0 obj: content that does not expand")
        continue
      }
      content += data
      content.append(0x0A)
    }
    let own = dictionary["Resources"]
    var walk = ContentWalk(
      self, place: place,
      resources: resources(own ?? inherited("Resources", dictionary)), areResourcesInherited: own == nil,
      tagging: .open, owner: .indirect(page.number),
      parents: structure.parents(of: lookup.integer("StructParents", dictionary)))
    walk.read(content)
    var isTransparent = walk.isTransparent
    if noteGroup(dictionary, walk.resources) { isTransparent = true }
    return isTransparent
  }

  /// Goes through the content of a form, a pattern or a glyph, unless that was done before.
  func paintForm(_ value: PDFValue, tagging: Tagging, around: Resources) -> Bool {
    guard let object = lookup.stream(value), let dictionary = try? object.dictionary() else { return false }
    let identity = ObjectIdentity.indirect(object.number)
    let key = ContentKey(identity: identity, tagging: tagging)
    if let isTransparent = seenContents[key] { return isTransparent }
    seenContents[key] = false
    guard enter(object) else { return false }
    defer { depth -= 1 }
    let own = dictionary["Resources"]
    guard let data = lookup.data(object) else {
      unreadable.add("\(object.number) 0 obj: content that does not expand")
      return false
    }
    var walk = ContentWalk(
      self, place: "\(object.number) 0 obj", resources: own == nil ? around : resources(own),
      areResourcesInherited: own == nil, tagging: tagging, owner: identity,
      parents: structure.parents(of: lookup.integer("StructParents", dictionary)))
    walk.read(data)
    let isTransparent = noteGroup(dictionary, walk.resources) || walk.isTransparent
    seenContents[key] = isTransparent
    return isTransparent
  }

  /// Goes a level deeper; false where there are too many. A form can paint a form that paints a form, and so on.
  private func enter(_ object: PDFObject) -> Bool {
    guard depth < PDFScanner.depthLimit else {
      lookup.reader.budget.refuse(
        .expected("at most \(PDFScanner.depthLimit) contents that paint each other", at: object.value.offset))
      return false
    }
    depth += 1
    return true
  }

  /// The appearances of an annotation: each is a form, or there is one for each state.
  func paintAppearances(of annotation: Annotation) -> Bool {
    guard let appearance = lookup.dictionary("AP", annotation.dictionary) else { return false }
    var isTransparent = false
    for entry in appearance.entries {
      let value = appearance.value(of: entry)
      if lookup.stream(value) != nil {
        noteForm(value)
        if paintForm(value, tagging: .elsewhere, around: Resources(lookup, nil)) { isTransparent = true }
      } else {
        for state in lookup.entries(value).values where lookup.stream(state) != nil {
          noteForm(state)
          if paintForm(state, tagging: .elsewhere, around: Resources(lookup, nil)) { isTransparent = true }
        }
      }
    }
    return isTransparent
  }

  private func contentParts(_ value: PDFValue?) -> [PDFObject] {
    if let stream = lookup.stream(value) { return [stream] }
    return (lookup.array(value) ?? []).compactMap(lookup.stream)
  }

  /// An attribute of a page that it has from a node above it (ISO 32000-1 7.7.3.4).
  func inherited(_ key: StaticString, _ page: PDFDictionary) -> PDFValue? {
    var node = page
    for _ in 0..<PDFScanner.depthLimit {
      if let value = node[key] { return value }
      guard lookup.take(1, of: .operations, at: node.range.lowerBound), let parent = lookup.dictionary("Parent", node)
      else { return nil }
      node = parent
    }
    return nil
  }

  func resources(_ value: PDFValue?) -> Resources {
    guard let value else { return Resources(lookup, nil) }
    let identity = lookup.identity(value)
    if let known = resources[identity] { return known }
    let made = Resources(lookup, lookup.dictionary(value))
    resources[identity] = made
    return made
  }

  // MARK: What is painted with

  /// The group of a page or form; returns whether it is one of transparency.
  private func noteGroup(_ dictionary: PDFDictionary, _ resources: Resources) -> Bool {
    guard let group = lookup.dictionary("Group", dictionary), group["S"]?.isName("Transparency") == true else {
      return false
    }
    if let space = group["CS"] { colours.use(space, resources, lookup) }
    return true
  }

  func noteForm(_ value: PDFValue) {
    let identity = lookup.identity(value)
    guard seenImages.insert(identity).inserted, let dictionary = lookup.dictionary(value) else { return }
    forms.append(PlacedDictionary(identity: identity, dictionary: dictionary))
  }

  /// Notes an XObject that is painted; returns whether it is transparent.
  func paint(_ value: PDFValue, tagging: Tagging, around: Resources) -> Bool {
    guard let dictionary = lookup.dictionary(value) else { return false }
    let identity = lookup.identity(value)
    switch lookup.name("Subtype", dictionary) {
    case "Image":
      let mask = lookup.value("SMask", dictionary)
      guard seenImages.insert(identity).inserted else { return mask != nil }
      images.append(PlacedDictionary(identity: identity, dictionary: dictionary))
      noteImage(dictionary, around)
      guard let object = lookup.object(value), enter(object) else { return mask != nil }
      defer { depth -= 1 }
      for key in ["SMask", "Mask"] as [StaticString] {
        if let mask = dictionary[key], lookup.stream(mask) != nil {
          _ = paint(mask, tagging: .elsewhere, around: around)
        }
      }
      return mask != nil || (lookup.integer("SMaskInData", dictionary) ?? 0) != 0
    case "PS":
      if seenImages.insert(identity).inserted {
        postScripts.append(PlacedDictionary(identity: identity, dictionary: dictionary))
      }
      return false
    default:
      noteForm(value)
      if dictionary["StructParents"] != nil || dictionary["StructParent"] != nil {
        markedForms[identity, default: 0] += 1
      }
      return paintForm(value, tagging: tagging, around: around)
    }
  }

  /// The colour space and the intent of an image.
  func noteImage(_ image: PDFDictionary, _ around: Resources) {
    if let intent = image["Intent"] { noteIntent(intent) }
    if lookup.bool("ImageMask", image) == true || lookup.bool("IM", image) == true { return }
    if let space = image["ColorSpace"] ?? image["CS"] { colours.use(space, around, lookup) }
  }

  func noteIntent(_ value: PDFValue) {
    guard let name = lookup.name(value) else { return }
    let known = ["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]
    if !known.contains(name) { badIntents.add("/\(name)") }
  }

  /// Notes a graphics state that is set; returns whether it makes what follows transparent.
  func setState(_ value: PDFValue, around: Resources) -> Bool {
    guard let state = lookup.dictionary(value) else { return false }
    let identity = lookup.identity(value)
    if let isTransparent = seenStates[identity] { return isTransparent }
    seenStates[identity] = false
    states.append(PlacedDictionary(identity: identity, dictionary: state))
    if let intent = state["RI"] { noteIntent(intent) }
    var isTransparent = false
    for mode in lookup.elements("BM", state) where !mode.isName("Normal") && !mode.isName("Compatible") {
      isTransparent = true
    }
    for key in ["CA", "ca"] as [StaticString] {
      if let alpha = lookup.number(key, state), alpha < 1 { isTransparent = true }
    }
    if let mask = lookup.dictionary("SMask", state) {
      isTransparent = true
      if let group = mask["G"] {
        noteForm(group)
        _ = paintForm(group, tagging: .elsewhere, around: around)
      }
    }
    seenStates[identity] = isTransparent
    return isTransparent
  }

  /// Notes the pattern of a colour; returns whether it is transparent.
  func usePattern(_ value: PDFValue, around: Resources) -> Bool {
    guard let pattern = lookup.dictionary(value) else { return false }
    if lookup.integer("PatternType", pattern) == 2 {
      if let shading = pattern["Shading"] { useShading(shading, around: around) }
      return pattern["ExtGState"].map { setState($0, around: around) } ?? false
    }
    return paintForm(value, tagging: .elsewhere, around: around)
  }

  func useShading(_ value: PDFValue, around: Resources) {
    guard let space = lookup.dictionary(value)?["ColorSpace"] else { return }
    colours.use(space, around, lookup)
  }

  /// The font that is chosen, with what was shown of it so far.
  func useFont(_ value: PDFValue, around: Resources) -> ObjectIdentity? {
    let identity = lookup.identity(value)
    if fonts[identity] != nil { return identity }
    guard let dictionary = lookup.dictionary(value) else { return nil }
    fonts[identity] = PaintedFont(PlacedDictionary(identity: identity, dictionary: dictionary), lookup, fontSources)
    if lookup.name("Subtype", dictionary) == "Type3" {
      let own = dictionary["Resources"].map(resources) ?? around
      for glyph in lookup.entries("CharProcs", dictionary).values {
        if paintForm(glyph, tagging: .elsewhere, around: own) { fonts[identity]?.isTransparent = true }
      }
    }
    return identity
  }
}

/// The named resources of a content (ISO 32000-1 7.8.3).
final class Resources {
  private let dictionary: PDFDictionary?
  private let lookup: ObjectLookup
  private var kinds: [String: [String: PDFValue]] = [:]

  init(_ lookup: ObjectLookup, _ dictionary: PDFDictionary?) {
    self.lookup = lookup
    self.dictionary = dictionary
  }

  /// - Parameter kind: `Font`, `XObject`…
  func value(_ kind: StaticString, _ name: String) -> PDFValue? {
    if kinds[kind.description] == nil {
      kinds[kind.description] = lookup.entries(kind, dictionary)
    }
    return kinds[kind.description]?[name]
  }
}

/// What is known of the tags around a content.
enum Tagging: Hashable {
  /// A page: nothing yet.
  case open
  case tagged
  case artifact
  /// A content that is tagged by what uses it: a pattern, a glyph, the appearance of an annotation.
  case elsewhere
}
