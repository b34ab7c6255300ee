import PDFSyntax

/// The head of a JPEG 2000 file (ISO/IEC 15444-1 annex I), which says how its samples are meant.
struct JPEG2000 {
  struct Specification {
    let method: Int
    let approximation: Int
    /// The enumerated colour space; nil for a profile.
    let space: Int?
  }

  /// Whether the image's dictionary says the colour space, so that the picture's own does not matter.
  let hasSpaceInFile: Bool
  private(set) var specifications: [Specification] = []
  private(set) var hasDepthsOfComponents = false
  /// Bits of a component, where all have as many.
  private(set) var depth: Int?
  private var components: Int?
  /// Channels that are no colour but opacity.
  private var otherChannels = 0

  var colourChannels: Int? { components.map { $0 - otherChannels } }
  /// The specification that counts: the best one, else the first.
  var specification: Specification? { specifications.first { $0.approximation == 1 } ?? specifications.first }
  var bestSpecifications: Int { specifications.count { $0.approximation == 1 } }

  /// Nil for what has no such head.
  ///
  /// - Parameter take: pays for so many bytes; false when there is nothing left to pay with. Streams may lie in each
  ///   other, so that many pictures share their boxes.
  init?(_ bytes: ArraySlice<UInt8>, hasSpaceInFile: Bool, paying take: (Int) -> Bool) {
    self.hasSpaceInFile = hasSpaceInFile
    guard bytes.dropFirst(4).starts(with: "jP  ".utf8) else { return nil }
    readBoxes(bytes, depth: 0, take)
    guard components != nil else { return nil }
  }

  private mutating func readBoxes(_ bytes: ArraySlice<UInt8>, depth: Int, _ take: (Int) -> Bool) {
    var rest = bytes
    while rest.count >= 8, take(64) {
      let stated = Self.number(rest.prefix(4))
      // 0 stands for the rest of the file, 1 for a length of eight bytes.
      let head = stated == 1 ? 16 : 8
      let length = stated == 0 ? rest.count : stated == 1 ? Self.number(rest.dropFirst(8).prefix(8)) : stated
      guard length >= head, length <= rest.count else { return }
      let content = rest.prefix(length).dropFirst(head)
      switch String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self) {
      case "jp2h": if depth == 0 { readBoxes(content, depth: 1, take) }
      case "ihdr":
        components = Self.number(content.dropFirst(8).prefix(2))
        let bits = Self.number(content.dropFirst(10).prefix(1))
        self.depth = bits == 255 ? nil : (bits & 0x7F) + 1
      case "bpcc": hasDepthsOfComponents = true
      case "cdef":
        guard take(content.count) else { return }
        let list = Array(content.dropFirst(2))
        for start in stride(from: 0, to: list.count - 5, by: 6) where list[start + 3] != 0 || list[start + 2] != 0 {
          otherChannels += 1
        }
      case "colr":
        let head = Array(content.prefix(7))
        guard head.count >= 3 else { break }
        specifications.append(
          Specification(
            method: Int(head[0]), approximation: Int(head[2]),
            space: head[0] == 1 && head.count == 7 ? Self.number(head[3...]) : nil))
      default: break
      }
      rest = rest.dropFirst(length)
    }
  }

  /// A number of up to eight bytes; too large a one is clamped.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(clamping: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}

extension VerifiedFile {
  /// The painted JPEG 2000 images that can be read, by their places.
  func readPictures2000() -> [(String, JPEG2000)] {
    painting.images.compactMap { image in
      guard case .indirect(let number) = image.identity, let object = try? lookup.reader.object(number),
        let data = object.data, lookup.elements("Filter", image.dictionary).contains(where: { $0.isName("JPXDecode") }),
        let picture = JPEG2000(
          bytes[data], hasSpaceInFile: image.dictionary["ColorSpace"] != nil,
          paying: { lookup.take($0, of: .scannedBytes, at: data.lowerBound) })
      else { return nil }
      return (image.place, picture)
    }
  }
}
