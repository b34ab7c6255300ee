/// The operands of an operation, as places in the content. Most operations have six at most, which need no memory of their own.
struct Operands {
  private(set) var count = 0
  private var first = InlineArray<6, Range<Int>>(repeating: 0..<0)
  private var rest: [Range<Int>] = []

  var isEmpty: Bool { count == 0 }

  subscript(index: Int) -> Range<Int> { index < first.count ? first[index] : rest[index - first.count] }

  mutating func append(_ operand: Range<Int>) {
    if count < first.count { first[count] = operand } else { rest.append(operand) }
    count += 1
  }

  mutating func removeAll() {
    if count > first.count { rest.removeAll(keepingCapacity: true) }
    count = 0
  }
}
