import PDFSyntax

/// The dictionaries that requirements are about wherever they are, also directly inside of other values: actions,
/// natural languages, specifications of files.
struct NotedDictionaries {
  private(set) var actions: [PlacedDictionary] = []
  /// Places and values of /Lang.
  private(set) var languages: [(place: String, value: PDFValue)] = []
  private(set) var fileSpecifications: [PlacedDictionary] = []
  private(set) var halftones: [PlacedDictionary] = []
  private(set) var mediaClips: [PlacedDictionary] = []
  private(set) var signatureReferences: [PlacedDictionary] = []
  private let lookup: ObjectLookup

  init(_ lookup: ObjectLookup) {
    self.lookup = lookup
  }

  mutating func visit(_ object: PDFObject) throws(PDFFault) {
    if object.isDictionary {
      try visitDictionary(
        PlacedDictionary(identity: .indirect(object.number), dictionary: try object.dictionary()), key: nil, depth: 0)
    } else {
      try visitValue(object.value, key: nil, inside: .indirect(object.number), depth: 0)
    }
  }

  private mutating func visitValue(_ value: PDFValue, key: String?, inside owner: ObjectIdentity, depth: Int)
    throws(PDFFault)
  {
    guard value.isDictionary || value.isArray else { return }
    guard depth < PDFScanner.depthLimit else { throw .expected("at most 64 levels of values", at: value.offset) }
    try lookup.reader.budget.take(value.range.count, of: .scannedBytes, at: value.offset)
    if value.isDictionary {
      try visitDictionary(
        PlacedDictionary(identity: owner, dictionary: try value.dictionary()), key: key, depth: depth)
    } else if value.hasDictionary {
      var elements = try PDFElements(of: value)
      while let element = try elements.next() {
        try visitValue(element, key: key, inside: owner, depth: depth + 1)
      }
    }
  }

  private mutating func visitDictionary(_ placed: PlacedDictionary, key: String?, depth: Int) throws(PDFFault) {
    let dictionary = placed.dictionary
    try noteDictionary(placed, key: key, isInside: depth > 0)
    for entry in dictionary.entries {
      let value = dictionary.value(of: entry)
      guard value.isDictionary || value.isArray else { continue }
      try visitValue(value, key: dictionary.name(of: entry), inside: placed.identity, depth: depth + 1)
    }
  }

  /// - Parameter isInside: whether it stands directly inside of another value.
  private mutating func noteDictionary(_ placed: PlacedDictionary, key: String?, isInside: Bool) throws(PDFFault) {
    let budget = lookup.reader.budget
    /// What is kept of an indirect object is kept anyhow; some forty words of any other.
    func keep(_ list: inout [PlacedDictionary]) throws(PDFFault) {
      if isInside { try budget.take(40, of: .mapEntries, at: placed.dictionary.range.lowerBound) }
      list.append(placed)
    }
    let dictionary = placed.dictionary
    let type = dictionary["Type"]
    if let language = dictionary["Lang"] {
      try budget.take(8, of: .mapEntries, at: language.offset)
      languages.append((placed.place, language))
    }
    if dictionary["EF"] != nil { try keep(&fileSpecifications) }
    if dictionary["HalftoneType"] != nil { try keep(&halftones) }
    if type?.isName("SigRef") == true { try keep(&signatureReferences) }
    guard let kind = dictionary["S"], kind.isName else { return }
    if kind.isName("MCD"), type?.isName("MediaClip") != false, dictionary["D"] != nil { try keep(&mediaClips) }
    // An element of the structure has a /S too, and so have groups, transitions and attributes; only actions stand
    // under these keys, or say what they are, or bear a name that nothing else bears.
    let isUnderActionKey = key == "A" || key == "OpenAction" || key == "Next"
    if type?.isName("Action") == true || isUnderActionKey && type == nil && dictionary["P"] == nil
      || type == nil && dictionary["P"] == nil && Self.isActionAlone(kind)
    {
      try keep(&actions)
    }
  }

  private static func isActionAlone(_ kind: PDFValue) -> Bool {
    let names: [StaticString] = [
      "JavaScript", "Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition",
      "GoTo3DView", "Named",
    ]
    return names.contains { kind.isName($0) }
  }
}

extension PDFValue {
  /// Whether there can be a dictionary in it. A stream of a few kilobytes can expand to an array of millions of numbers,
  /// and none of them need be looked at.
  fileprivate var hasDictionary: Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var index = range.lowerBound
      while index + 1 < range.upperBound {
        if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "<") { return true }
        index += 1
      }
      return false
    }
  }
}
