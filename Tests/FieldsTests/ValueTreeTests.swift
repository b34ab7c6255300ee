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
