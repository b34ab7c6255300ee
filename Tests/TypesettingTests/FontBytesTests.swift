import Testing
import Typesetting

@Suite struct FontBytesTests {
  /// A slice left out would be a part of the font that its digest does not cover.
  @Test func everyByteIsReadOnceInOrderAndIsThereAfterwards() throws {
    for file in Set(SystemFonts.list.faces.map(\.file)) {
      let font = try #require(SystemFonts.folders.load(file))
      var next = font.buffer.baseAddress
      var count = 0
      font.readThrough { slice in
        #expect(slice.baseAddress == next)
        next = slice.baseAddress.map { $0 + slice.count }
        count += slice.count
      }
      #expect(count == font.buffer.count)
      // A TrueType or OpenType file, or a collection of them.
      #expect([[0, 1, 0, 0], Array("OTTO".utf8), Array("ttcf".utf8)].contains(Array(font.buffer.prefix(4))))
    }
  }
}
