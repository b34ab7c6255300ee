import CNumbers
import DrawingSamples
import Glibc
import Testing

@testable import Drawing

/// Numbers as glibc prints them, faster.
@Suite struct NumbersTests {
  @Test func cairoPrintsThroughUs() throws {
    _ = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.certificate()])
    #expect(cnumbers_has_printed() != 0)
  }

  private static func ours(_ format: String, _ argument: any CVarArg) -> String? {
    var buffer = [CChar](repeating: 0x7E, count: 512)
    let length = withVaList([argument]) { cnumbers_print(&buffer, buffer.count, format, $0) }
    if length < 0 { return nil }
    #expect(buffer[Int(length)] == 0)
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func glibcs(_ format: String, _ argument: any CVarArg) -> String {
    var buffer = [CChar](repeating: 0, count: 512)
    let length = withVaList([argument]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Powers of two and of ten, halves between two decimals, borders of what is printed here, and their neighbours.
  private static let decimals: [Double] = {
    var values: [Double] = [
      0, 0.5, 1.5, 2.5, 0.0000005, 0.0000015, 0.125, 9.9999995, 99.9999999, 0.1, 595.275591, 841.889764,
    ]
    for exponent in stride(from: -1074, through: 61, by: 3) {
      values.append(Double(sign: .plus, exponent: exponent, significand: 1.37))
    }
    for power in -20...18 { values.append(pow(10, Double(power))) }
    for index in 0..<200 { values.append(Double(index) * 0.0625 + 1.0 / 128) }
    return values.flatMap { [$0, $0.nextUp, $0.nextDown, -$0] }
  }()

  @Test(arguments: ["%f", "%.0f", "%.1f", "%.3f", "%.6f", "%.9f", "%.18f"])
  func decimalsAreGlibcs(_ format: String) {
    for value in Self.decimals { #expect(Self.ours(format, value) == Self.glibcs(format, value), "\(value)") }
  }

  /// A fixed walk through all exponents and mantissas.
  @Test func decimalsOfAllSizesAreGlibcs() {
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<20_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let value = Double(bitPattern: state)
      guard let text = Self.ours("%f", value) else {
        #expect(!value.isFinite || value.magnitude >= 0x1p62)
        continue
      }
      #expect(text == Self.glibcs("%f", value))
      let ordinary = Double(Int64(bitPattern: state) >> 20) / 1_048_576
      #expect(Self.ours("%f", ordinary) == Self.glibcs("%f", ordinary))
    }
  }

  @Test(
    arguments: ["%d", "%4d", "%04d", "%010d", "%x", "%04x", "%02x", "%X", "%04X", "%u"],
    [0, 1, 7, 10, 255, 65_535, 99_999, -1, -12, .max, .min])
  func wholeNumbersAreGlibcs(_ format: String, _ value: Int32) {
    #expect(Self.ours(format, value) == Self.glibcs(format, value))
  }

  @Test(arguments: ["%ld", "%lu", "%lx", "%22ld", "%021lu"])
  func longNumbersOfAllLengthsAreGlibcs(_ format: String) {
    var power = 1
    for _ in 0..<19 {
      for value in [power, power - 1, power + 1, -power] {
        #expect(Self.ours(format, value) == Self.glibcs(format, value))
      }
      power &*= 10
    }
    for value in [Int.max, .min, -1] { #expect(Self.ours(format, value) == Self.glibcs(format, value)) }
  }

  @Test(arguments: ["%0*x", "%*d", "%0*X"], [0, 1, 4, 12, 99])
  func widthsAsArgumentsAreGlibcs(_ format: String, _ width: Int32) {
    for value: Int32 in [0, 9, 0xBEEF, -1] {
      var (ours, glibcs) = ([CChar](repeating: 0, count: 512), [CChar](repeating: 0, count: 512))
      let length = withVaList([width, value]) { cnumbers_print(&ours, ours.count, format, $0) }
      #expect(length == withVaList([width, value]) { vsnprintf(&glibcs, glibcs.count, format, $0) })
      #expect(ours == glibcs)
    }
  }

  @Test func aSmallBufferIsCutWhereGlibcCutsIt() {
    for size in 0...12 {
      var (ours, glibcs) = ([CChar](repeating: 0x7E, count: 16), [CChar](repeating: 0x7E, count: 16))
      let length = withVaList([12345]) { cnumbers_print(&ours, size, "%08ld", $0) }
      #expect(length == withVaList([12345]) { vsnprintf(&glibcs, size, "%08ld", $0) })
      #expect(ours == glibcs)
    }
  }

  @Test(arguments: ["%ld", "%010ld", "%lu", "%lx"], [0, 1, 4_294_967_296, -5, Int.max, Int.min])
  func longNumbersAreGlibcs(_ format: String, _ value: Int) {
    #expect(Self.ours(format, value) == Self.glibcs(format, value))
  }

  @Test(arguments: [
    "%s", "%g", "%e", "%c", "%100d", "%+d", "%-4d", "%d ", "x%d", "%%", "%.19f", "%lld", "%Lf", "%", "",
  ])
  func otherFormatsAreLeftAlone(_ format: String) {
    #expect(Self.ours(format, 1) == nil)
  }

  @Test func whatIsNoNumberIsLeftAlone() {
    for value in [Double.infinity, -.infinity, .nan, 1e300] { #expect(Self.ours("%f", value) == nil) }
  }
}
