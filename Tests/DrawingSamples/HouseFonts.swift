import CHarfBuzz
package import Drawing
import Glibc
package import Typesetting

/// The system's font files as a face source: 0 and 1 are faces of the house, 2 and 3 faces for rare characters.
package final class HouseFonts: FaceSource {
  package static let mincho = FaceID(index: 0)
  package static let gothic = FaceID(index: 1)
  package static let ipamj = FaceID(index: 2)
  package static let notoSerif = FaceID(index: 3)

  private static let paths = [
    "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf",
    "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
  ]

  nonisolated(unsafe) private let files: [UnsafeRawBufferPointer]

  private init() {
    files = Self.paths.map { path in
      let file = open(path, O_RDONLY)
      var status = stat()
      precondition(file >= 0 && fstat(file, &status) == 0, "font file missing: \(path)")
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0)
      return UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
    }
  }

  package func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)? {
    files.indices.contains(face.index) ? (files[face.index], 0) : nil
  }

  package static let source = HouseFonts()
  package static let drawingFonts = DrawingFonts(source: source)

  /// A line set without any art: one glyph after the other by the font's own advances, a cluster a character.
  package static func line(
    _ text: String, _ face: FaceID = mincho, size: Double = 10.5, x: Double, y: Double, condensed: Double = 1,
    turns: Int = 0,
    colour: Colour = .black
  ) -> GlyphRun {
    let (bytes, number) = source.fontFile(of: face)!
    let blob = hb_blob_create(
      bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
    let hbFace = hb_face_create(blob, UInt32(number))
    let font = hb_font_create(hbFace)
    let buffer = hb_buffer_create()
    defer {
      hb_buffer_destroy(buffer)
      hb_font_destroy(font)
      hb_face_destroy(hbFace)
      hb_blob_destroy(blob)
    }
    let utf8 = Array(text.utf8)
    utf8.withUnsafeBufferPointer {
      $0.withMemoryRebound(to: CChar.self) {
        hb_buffer_add_utf8(buffer, $0.baseAddress, Int32($0.count), 0, Int32($0.count))
      }
    }
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    hb_shape(font, buffer, nil, 0)
    var count: UInt32 = 0
    let infos = UnsafeBufferPointer(start: hb_buffer_get_glyph_infos(buffer, &count), count: Int(count))
    let positions = UnsafeBufferPointer(start: hb_buffer_get_glyph_positions(buffer, &count), count: Int(count))
    let unit = size / Double(hb_face_get_upem(hbFace))
    var glyphs: [PlacedGlyph] = []
    var starts: [Int] = []
    var advance = 0.0
    for (info, position) in zip(infos, positions) {
      precondition(info.codepoint != 0, "no glyph in \(text)")
      glyphs.append(
        PlacedGlyph(glyph: info.codepoint, x: .pt(advance + Double(position.x_offset) * unit * condensed), y: .zero))
      starts.append(Int(info.cluster))
      advance += Double(position.x_advance) * unit * condensed
    }
    var clusters: [Cluster] = []
    for (index, start) in starts.enumerated() {
      if index > 0, starts[index - 1] == start {
        clusters[clusters.count - 1].glyphs += 1
      } else {
        let end = starts.first { $0 > start } ?? utf8.count
        clusters.append(Cluster(bytes: end - start, glyphs: 1))
      }
    }
    return GlyphRun(
      face: face, size: .pt(size), condensed: condensed, turns: turns, colour: colour, glyphs: glyphs,
      clusters: clusters, text: text,
      origin: Point(.mm(x), .mm(y)))
  }
}
