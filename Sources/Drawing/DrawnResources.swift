import DrawnDocument
import PDFSyntax

/// A font of a drawn file, by its codes.
struct DrawnFont {
  /// The number (`GlyphTable`) that each code shows.
  let numbers: [Int]
  /// In thousandths of an em.
  let widths: [Double]
}

/// The resources of a drawn page (ISO 32000-1 7.8.3), each read when the content first names it.
struct DrawnResources {
  private let reader: PDFReader
  private let dictionaries: (fonts: PDFDictionary?, objects: PDFDictionary?, parameters: PDFDictionary?)
  private var fonts: [String: DrawnFont] = [:]
  private var objects: [String: (object: DrawnObject, isMask: Bool)] = [:]
  private var opaque: Set<String> = []

  /// The smallest level that takes next to no time: codes of a few hundred bytes, and the pictures of a form, which are
  /// kept.
  private static let level: Int32 = 9

  init(_ reader: PDFReader, _ resources: PDFDictionary?) throws(PDFFault) {
    self.reader = reader
    guard let resources else {
      dictionaries = (nil, nil, nil)
      return
    }
    dictionaries = (
      try reader.dictionary("Font", in: resources), try reader.dictionary("XObject", in: resources),
      try reader.dictionary("ExtGState", in: resources)
    )
  }

  private func target(_ name: PDFValue, in dictionary: PDFDictionary?) throws(PDFFault) -> PDFValue {
    guard name.isName, let value = dictionary?.entry(named: name.text.dropFirst()) else {
      throw .expected("name of a resource", at: name.offset)
    }
    return value
  }

  // MARK: Graphics state parameters

  /// Refuses parameters (8.4.5) that would let anything be seen through.
  mutating func demandOpaque(_ name: PDFValue) throws(PDFFault) {
    let key = try name.name()
    if opaque.contains(key) { return }
    let dictionary = try reader.resolved(try target(name, in: dictionaries.parameters)).dictionary()
    for entry in dictionary.entries {
      let value = dictionary.value(of: entry)
      let isDefault =
        switch dictionary.name(of: entry) {
        case "Type": true
        case "CA", "ca": try value.number() == 1
        case "SMask": value.isName("None")
        case "BM": value.isName("Normal")
        default: false
        }
      guard isDefault else {
        throw PDFFault(.unexpected("graphics state with /\(dictionary.name(of: entry))"), at: name.offset)
      }
    }
    opaque.insert(key)
  }

  // MARK: Fonts

  mutating func font(_ name: PDFValue) throws(PDFFault) -> DrawnFont {
    let key = try name.name()
    if let font = fonts[key] { return font }
    let font = try readFont(try reader.resolved(try target(name, in: dictionaries.fonts)).dictionary())
    fonts[key] = font
    return font
  }

  /// Reads a composite font (9.7) of a placeholder.
  private func readFont(_ font: PDFDictionary) throws(PDFFault) -> DrawnFont {
    let offset = font.range.lowerBound
    guard try font.required("Subtype").isName("Type0"), try font.required("Encoding").isName("Identity-H"),
      let first = try reader.array("DescendantFonts", in: font)?.first
    else { throw PDFFault(.unexpected("font without composite codes"), at: offset) }
    let descendant = try reader.resolved(first).dictionary()
    if let map = descendant["CIDToGIDMap"], !map.isName("Identity") {
      throw PDFFault(.unexpected("font with a map of its glyphs"), at: offset)
    }
    guard let descriptor = try reader.dictionary("FontDescriptor", in: descendant), let file = descriptor["FontFile2"]
    else { throw PDFFault(.unexpected("font without TrueType outlines"), at: offset) }
    let numbers = try Self.numbers(in: try reader.expanded(try reader.target(file)), at: offset)
    return DrawnFont(numbers: numbers, widths: try widths(of: descendant, count: numbers.count))
  }

  /// The number that each glyph of an embedded placeholder holds; 0 for .notdef.
  private static func numbers(in file: [UInt8], at offset: Int) throws(PDFFault) -> [Int] {
    let numbers = file.withUnsafeBytes { bytes -> [Int]? in
      guard let font = FaceFile(bytes), font.isTrueType else { return nil }
      var numbers: [Int] = []
      for glyph in 0..<font.glyphCount {
        guard let outline = font.outline(of: glyph) else { return nil }
        guard let number = PlaceholderFont.number(in: outline) else { return nil }
        numbers.append(number)
      }
      return numbers
    }
    guard let numbers else { throw PDFFault(.unexpected("font that is no placeholder"), at: offset) }
    return numbers
  }

  /// The widths that a font states (9.7.4.3): `1 [500 600]`, or `3 9 1000` for codes 3 to 9.
  private func widths(of font: PDFDictionary, count: Int) throws(PDFFault) -> [Double] {
    let standard = try font["DW"].map { value throws(PDFFault) in try value.number() } ?? 1000
    var widths = [Double](repeating: standard, count: count)
    var entries = try reader.array("W", in: font)?[...] ?? []
    while let first = entries.popFirst() {
      let start = try first.integer()
      guard let second = entries.popFirst() else { throw .expected("widths", at: first.offset) }
      let next = try reader.resolved(second)
      if next.isArray {
        for (index, width) in try next.array().enumerated() where 0..<count ~= start + index {
          widths[start + index] = try width.number()
        }
      } else {
        guard let width = entries.popFirst() else { throw .expected("width", at: second.offset) }
        let last = try next.integer()
        guard 0...last ~= start else { throw .expected("rising codes", at: second.offset) }
        for code in start...last where code < count { widths[code] = try width.number() }
      }
    }
    return widths
  }

  // MARK: Images

  /// An image, and whether it is a mask that the colour of the content is painted through.
  mutating func object(_ name: PDFValue) throws(PDFFault) -> (object: DrawnObject, isMask: Bool) {
    let key = try name.name()
    if let known = objects[key] { return known }
    let image = try reader.target(try target(name, in: dictionaries.objects))
    let isMask = try image.dictionary()["ImageMask"].map { value throws(PDFFault) in try value.bool() } ?? false
    let object = (try readImage(image), isMask)
    objects[key] = object
    return object
  }

  /// Reads an image (8.9.5) and writes it anew, so that neither its order of entries nor its compression depends on
  /// Cairo.
  private func readImage(_ image: PDFObject, isSoftMask: Bool = false) throws(PDFFault) -> DrawnObject {
    let dictionary = try image.dictionary()
    guard try dictionary.required("Subtype").isName("Image") else {
      throw PDFFault(.unexpected("form or group"), at: image.value.offset)
    }
    var entries = ByteWriter()
    entries.write("/Type/XObject/Subtype/Image")
    for key in ["Width", "Height"] as [StaticString] {
      entries.write("/")
      entries.write(key)
      entries.write(" ")
      guard let size = try reader.value(of: key, in: dictionary)?.integer() else {
        throw .expected("/\(key)", at: image.value.offset)
      }
      entries.write(size)
    }
    var softMask: [DrawnObject] = []
    for entry in dictionary.entries {
      let value = dictionary.value(of: entry)
      switch dictionary.name(of: entry) {
      case "Type", "Subtype", "Width", "Height", "Length", "Filter", "DecodeParms", "ColorSpace", "BitsPerComponent",
        "ImageMask", "Decode":
        break
      case "Interpolate" where try !value.bool(): break
      case "SMask" where !isSoftMask: softMask.append(try readImage(try reader.target(value), isSoftMask: true))
      default:
        throw PDFFault(.unexpected("image with /\(dictionary.name(of: entry))"), at: value.offset)
      }
    }
    try writeSamples(of: dictionary, to: &entries)
    let data = try Deflate.compress(try reader.expanded(image), level: Self.level)
    return DrawnObject(entries: entries.bytes, packed: data, softMask: softMask)
  }

  /// What the samples of an image mean.
  private func writeSamples(of image: PDFDictionary, to entries: inout ByteWriter) throws(PDFFault) {
    if let mask = image["ImageMask"], try mask.bool() {
      entries.write("/ImageMask true/BitsPerComponent 1")
    } else {
      let space = try reader.resolved(try image.required("ColorSpace"))
      guard space.isName("DeviceRGB") || space.isName("DeviceGray") else {
        throw PDFFault(.unexpected("image of other colours"), at: space.offset)
      }
      entries.write("/ColorSpace")
      entries.write(space.text)
      entries.write("/BitsPerComponent ")
      entries.write(try image.required("BitsPerComponent").integer())
    }
    guard let decode = try reader.array("Decode", in: image) else { return }
    entries.write("/Decode[")
    for (index, value) in decode.enumerated() {
      if index > 0 { entries.write(" ") }
      entries.writeReal(try value.number())
    }
    entries.write("]")
  }
}
