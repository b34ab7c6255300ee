import PDFSyntax
import XMP

/// A file with all that the requirements ask about, gathered once: its objects, what is painted on its pages, its
/// metadata and its structure.
final class VerifiedFile {
  let lookup: ObjectLookup
  let catalog: PDFDictionary
  /// Every object that the cross-references know.
  let objects: [PDFObject]
  let pages: [VerifiedPage]
  /// What breaks the limits and the syntax of single values, in objects and in contents.
  let values: ValueFindings
  /// Dictionaries inside of others, too.
  let dictionaries: NotedDictionaries
  let painting: Painting
  let structure: StructureTree
  /// Why the metadata could not be read, where there are some.
  let metadata: Result<XMPPacket, PDFFault>?
  let intents: [OutputIntent]

  var bytes: [UInt8] { lookup.reader.bytes }

  /// The metadata that could be read.
  var packet: XMPPacket? { try? metadata?.get() }

  /// The colour space that the output intent for PDF/A describes: `RGB `, `CMYK` or `GRAY`; nil without one.
  var outputSpace: String? { intents.first { $0.isArchival && $0.profile != nil }?.profile?.space }

  /// The tables of the structure, with their cells where they stand.
  private(set) lazy var grids: [TableGrid] = structure.elements.filter { $0.type == "Table" }.map {
    TableGrid($0, structure, lookup)
  }

  private(set) lazy var pictures2000: [(String, JPEG2000)] = readPictures2000()
  /// What the metadata describe of schemas of their own.
  private(set) lazy var extensions: XMPExtensions? = packet.map { XMPExtensions($0) }
  /// All annotations, each with its page.
  private(set) lazy var pagedAnnotations: [(Annotation, VerifiedPage)] = pages.flatMap { page in
    page.annotations.map { ($0, page) }
  }

  init(_ bytes: [UInt8]) throws(PDFFault) {
    let reader = try PDFReader(bytes)
    try reader.refuseEncryption()
    let lookup = ObjectLookup(reader)
    self.lookup = lookup
    catalog = try reader.catalog().dictionary()
    var objects: [PDFObject] = []
    var values = ValueFindings()
    var dictionaries = NotedDictionaries(lookup)
    for number in reader.references.entries.indices {
      guard let object = try reader.object(number) else { continue }
      objects.append(object)
      try values.inspectObject(object)
      try dictionaries.visit(object)
    }
    self.objects = objects
    self.dictionaries = dictionaries
    structure = try StructureTree(catalog, lookup)
    let painting = Painting(lookup, structure, values)
    var pages: [VerifiedPage] = []
    for page in try reader.pages() { pages.append(try VerifiedPage(page, painting)) }
    self.pages = pages
    self.painting = painting
    self.values = painting.values
    if let stream = lookup.stream(catalog["Metadata"]) {
      metadata = Result { () throws(PDFFault) in try XMPPacket(try reader.expanded(stream), reader.budget) }
    } else {
      metadata = nil
    }
    intents = (lookup.array("OutputIntents", catalog) ?? []).compactMap { value in
      lookup.dictionary(value).map { OutputIntent($0, lookup) }
    }
    if let fault = reader.budget.fault { throw fault }
  }
}

/// One output intent (ISO 32000-1 14.11.5): the device for which the colours are meant.
struct OutputIntent {
  let isArchival: Bool
  let isForExchange: Bool
  /// The stream of the profile; nil without one.
  let stream: ObjectIdentity?
  let profile: ICCProfile?
  let hasProfileReference: Bool

  init(_ dictionary: PDFDictionary, _ lookup: ObjectLookup) {
    let kind = lookup.name("S", dictionary)
    isArchival = kind == "GTS_PDFA1"
    isForExchange = kind == "GTS_PDFX"
    stream = dictionary["DestOutputProfile"].map(lookup.identity)
    profile = ICCProfile(lookup.data(lookup.stream(dictionary["DestOutputProfile"])))
    hasProfileReference = dictionary["DestOutputProfileRef"] != nil
  }
}

/// The head of an ICC profile (ICC.1 7.2).
struct ICCProfile {
  let version: Int
  /// The class of devices: `mntr`, `prtr`, `scnr`, `spac`…
  let deviceClass: String
  /// The colour space of the data: `RGB `, `CMYK`, `GRAY`, `Lab `…
  let space: String
  /// How long the profile says that it is, and how long it is.
  let (statedSize, size): (Int, Int)

  /// Nil for what is no profile.
  init?(_ data: [UInt8]?) {
    guard let data, data.count >= 128, data[36..<40].elementsEqual("acsp".utf8) else { return nil }
    version = Int(data[8])
    deviceClass = String(decoding: data[12..<16], as: UTF8.self)
    space = String(decoding: data[16..<20], as: UTF8.self)
    statedSize = data[0..<4].reduce(0) { $0 << 8 | Int($1) }
    size = data.count
  }

  var components: Int? { ["RGB ": 3, "GRAY": 1, "CMYK": 4, "Lab ": 3][space] }
}

/// A page, as far as the requirements are about it.
struct VerifiedPage {
  let number: Int
  let dictionary: PDFDictionary
  let annotations: [Annotation]
  /// Whether transparency is used in what is painted on it.
  let isTransparent: Bool

  var place: String { "page object \(number)" }

  init(_ page: PDFObject, _ painting: Painting) throws(PDFFault) {
    number = page.number
    dictionary = try page.dictionary()
    let lookup = painting.lookup
    var isTransparent = painting.paintPage(page, dictionary)
    // The same list can be that of many pages: what is kept of each annotation takes seven words.
    annotations = (lookup.array("Annots", dictionary) ?? []).compactMap { value in
      guard lookup.take(7, of: .mapEntries, at: value.offset) else { return nil }
      return lookup.dictionary(value).map {
        Annotation(PlacedDictionary(identity: lookup.identity(value), dictionary: $0))
      }
    }
    for annotation in annotations where painting.paintAppearances(of: annotation) { isTransparent = true }
    self.isTransparent = isTransparent
  }
}

/// An annotation (ISO 32000-1 12.5).
struct Annotation {
  let placed: PlacedDictionary

  var dictionary: PDFDictionary { placed.dictionary }
  var place: String { placed.place }

  init(_ placed: PlacedDictionary) {
    self.placed = placed
  }
}
