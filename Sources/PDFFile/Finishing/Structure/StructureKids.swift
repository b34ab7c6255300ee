/// The elements in each element, in order: one list for all, and where in it each one's begin.
struct StructureKids {
  private var list: [Int]
  /// One more than there are elements, and the document before them.
  private var starts: [Int]

  /// - Parameter parents: by element: in which it is, by index; nil for the document.
  init(of parents: [Int?]) {
    starts = Array(repeating: 0, count: parents.count + 2)
    for parent in parents { starts[(parent ?? -1) + 2] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    list = Array(repeating: 0, count: parents.count)
    var next = starts
    for (element, parent) in parents.enumerated() {
      list[next[(parent ?? -1) + 1]] = element
      next[(parent ?? -1) + 1] += 1
    }
  }

  /// Nil for the document.
  subscript(element: Int?) -> ArraySlice<Int> {
    let place = (element ?? -1) + 1
    return list[starts[place]..<starts[place + 1]]
  }
}
