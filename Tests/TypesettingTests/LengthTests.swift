import Testing
import Typesetting

@Suite("Lengths")
struct LengthTests {
  @Test("convert between millimetres and points", arguments: [(25.4, 72.0), (210, 595.2755905511812), (0, 0)])
  func millimetres(millimetres: Double, points: Double) {
    #expect(abs(Length.mm(millimetres).points - points) < 1e-9)
    #expect(abs(Length(points: points).millimetres - millimetres) < 1e-9)
  }
}
