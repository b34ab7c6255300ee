import CDeflate
import Testing

/// libdeflate as this program calls it.
@Suite struct DeflateTests {
  @Test(arguments: [Int32(0), 1, 6, 9], [0, 1, 100, 70_000])
  func whatIsCompressedExpands(level: Int32, count: Int) {
    let input = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    var packed = [UInt8](repeating: 0, count: cdeflate_bound(count))
    let size = cdeflate_compress(input, count, &packed, packed.count, level)
    #expect(size > 0)
    var output = [UInt8](repeating: 0, count: count + 1)
    var written = 0
    #expect(cdeflate_expand(packed, size, &output, output.count, &written) == 0)
    #expect(written == count && output.prefix(count).elementsEqual(input))
    if count > 0 { #expect(cdeflate_expand(packed, size, &output, count - 1, &written) == 2) }
    packed[size - 1] ^= 1
    #expect(cdeflate_expand(packed, size, &output, output.count, &written) == 1)
  }

  @Test func whatStandsAfterTheDataIsRefused() {
    let input: [UInt8] = [1, 2, 3]
    var packed = [UInt8](repeating: 0, count: 64)
    let size = cdeflate_compress(input, 3, &packed, 63, 1)
    var output = [UInt8](repeating: 0, count: 8)
    var written = 0
    #expect(cdeflate_expand(packed, size + 1, &output, 8, &written) == 1)
  }
}
