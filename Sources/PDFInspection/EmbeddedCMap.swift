import PDFSyntax

/// A CMap that is embedded as the encoding of a composite font (ISO 32000-1 9.7.5.4), as far as the requirements are
/// about it.
struct EmbeddedCMap {
  /// The character collection that the dictionary names.
  let registry: [UInt8]?
  let ordering: [UInt8]?
  let supplement: Int?
  /// The writing mode in the CMap itself and in its dictionary.
  private(set) var mode = 0
  let statedMode: Int
  /// The name of the CMap that it builds upon.
  private(set) var base: String?
  private(set) var largestCID = 0

  init?(_ stream: PDFObject?, _ lookup: ObjectLookup) {
    guard let stream, let dictionary = try? stream.dictionary() else { return nil }
    let system = lookup.dictionary("CIDSystemInfo", dictionary)
    registry = lookup.string("Registry", system)
    ordering = lookup.string("Ordering", system)
    supplement = lookup.integer("Supplement", system)
    statedMode = lookup.integer("WMode", dictionary) ?? 0
    base = lookup.name("UseCMap", dictionary) ?? lookup.name("CMapName", lookup.dictionary("UseCMap", dictionary))
    guard let data = lookup.data(stream) else { return nil }
    var scanner = ContentScanner(data)
    while let name = try? scanner.next() {
      if scanner.isOperator(name, "def"), let key = try? scanner.operand(scanner.operands.count - 2),
        key.isName("WMode")
      {
        mode = (try? scanner.operand(scanner.operands.count - 1).integer()) ?? 0
      }
      if scanner.isOperator(name, "usecmap") { base = (try? scanner.operand(0).name()) ?? base }
      let step = scanner.isOperator(name, "endcidrange") ? 3 : scanner.isOperator(name, "endcidchar") ? 2 : 0
      guard step > 0 else { continue }
      for index in stride(from: step - 1, to: scanner.operands.count, by: step) {
        guard let cid = try? scanner.operand(index).integer(), cid < 1 << 40 else { continue }
        let span = step == 3 ? Self.span(scanner, index) : 0
        largestCID = max(largestCID, cid + span)
      }
    }
  }

  /// How many codes a range has beyond its first.
  private static func span(_ scanner: ContentScanner, _ index: Int) -> Int {
    func code(_ index: Int) -> Int {
      ((try? scanner.operand(index).string()) ?? []).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
    return max(0, code(index - 1) - code(index - 2))
  }
}

extension PaintedFont {
  /// The character collection of the CIDFont: `Japan1`.
  var ordering: String? {
    lookup.string("Ordering", lookup.dictionary("CIDSystemInfo", descendant)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

/// The CMaps that every reader knows (ISO 32000-1 table 118).
enum CMapNames {
  static let all: Set<String> = Set(
    """
    Identity GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC \
    UniCNS-UCS2 UniCNS-UTF16 83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 \
    UniJIS-UCS2-HW UniJIS-UTF16 KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16
    """.split(separator: " ").flatMap { ["\($0)-H", "\($0)-V"] } + ["H", "V"])
}
