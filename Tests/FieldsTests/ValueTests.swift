import Fields
import Testing

@Suite("The tree of values")
struct ValueTreeTests {
  @Test("finds what was set, and nothing else")
  func paths() {
    var tree = ValueTree()
    tree.set("work.name", to: .text("道路"))
    tree.set("work.price", to: .yen(5))
    tree.set("number", to: .text("44"))
    guard case .text("道路")? = tree["work.name"], case .yen(5)? = tree["work.price"] else {
      Issue.record("not found")
      return
    }
    for absent in ["work.place", "work.name.x", "number.x", "x", ""] {
      #expect(tree[absent] == nil, "\(absent)")
    }
  }

  @Test("forgets what was removed")
  func removal() {
    var tree = ValueTree()
    tree.set("a.b", to: .integer(1))
    tree.set("a.c", to: .integer(2))
    tree.set("a.b", to: nil)
    #expect(tree["a.b"] == nil)
    #expect(tree["a.c"] != nil)
  }
}

@Suite("Exact fractions")
struct RatioTests {
  @Test(
    "are in lowest terms with the sign above",
    arguments: [(2, 4, 1, 2), (-2, 4, -1, 2), (2, -4, -1, 2), (0, 7, 0, 1), (19_300_000, 48_345_000, 3860, 9669)])
  func lowest(numerator: Int64, denominator: Int64, above: Int64, below: Int64) throws {
    let ratio = try #require(Ratio(numerator, denominator))
    #expect((ratio.numerator, ratio.denominator) == (above, below))
  }

  @Test("compare without overflow")
  func order() throws {
    let nearOne = try #require(Ratio(Int64.max - 1, Int64.max))
    #expect(nearOne < Ratio(1))
    #expect(try #require(Ratio(1, 3)) < #require(Ratio(334, 1000)))
    #expect(try #require(Ratio(-1, 2)) < #require(Ratio(-1, 3)))
  }

  @Test("with nothing below are refused")
  func refused() {
    #expect(Ratio(1, 0) == nil)
    #expect(Ratio(Int64.min, 1) == nil)
  }
}
