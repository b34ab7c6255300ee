import Testing

@testable import PDFFinishing

@Suite struct KidListsTests {
  @Test(arguments: [[], [nil], [nil, nil], [nil, 0, 0, nil, 3, 1, 0], [nil, 0, 1, 2, 3]] as [[Int?]])
  func eachHasThoseInItInOrder(_ parents: [Int?]) {
    let kids = KidLists(of: parents)
    for element in [nil] + parents.indices.map(Optional.some) {
      #expect(Array(kids[element]) == parents.indices.filter { parents[$0] == element })
    }
  }
}
