import Testing

@Suite("No two folders of a module need each other") struct FolderTests {
  static let modules = SourceTree.modules.values.filter { Set($0.files.map(\.folder)).count > 1 }.map(\.name).sorted()

  @Test(arguments: modules) func foldersHaveAnOrder(_ name: String) throws {
    let needs = folderNeeds(of: try #require(SourceTree.modules[name]))
    for folder in needs.keys.sorted() {
      #expect(
        path(from: folder, backTo: folder, needs) == nil, "\(name): \(path(from: folder, backTo: folder, needs) ?? [])")
    }
  }

  /// Which folders each folder of the module needs: those in which a type is declared that one of its files names, or a
  /// function that one of its files calls. Of functions only those count whose name is of several words and stands in
  /// one folder: `append` may be anybody's.
  private func folderNeeds(of module: SourceTree.Module) -> [String: Set<String>] {
    var folderOfType: [Substring: String] = [:]
    var foldersOfFunction: [Substring: Set<String>] = [:]
    for file in module.files {
      let types = file.code.matches(
        of: #/(?m)^(?:package |public |final |indirect )*(?:struct|class|enum|protocol|typealias) (\w+)/#)
      for match in types { folderOfType[match.1] = file.folder }
      let functions = file.code.matches(
        of: #/(?m)^(?:  )?(?:package |public |static |mutating |final |@\w+ )*func ([a-z]+[A-Z]\w*)/#)
      for match in functions { foldersOfFunction[match.1, default: []].insert(file.folder) }
    }
    var needs: [String: Set<String>] = [:]
    for file in module.files {
      for word in Set(file.code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
        if let folder = folderOfType[word], folder != file.folder { needs[file.folder, default: []].insert(folder) }
      }
      for call in file.code.matches(of: #/\b([a-z]+[A-Z]\w*)\(/#) {
        guard let folders = foldersOfFunction[call.1], folders.count == 1, !folders.contains(file.folder) else {
          continue
        }
        needs[file.folder, default: []].formUnion(folders)
      }
    }
    return needs
  }

  /// A way along the needs that ends where it began; nil when there is none.
  private func path(from start: String, backTo end: String, _ needs: [String: Set<String>]) -> [String]? {
    var waiting = (needs[start] ?? []).map { [start, $0] }
    var seen: Set<String> = []
    while let way = waiting.popLast() {
      guard let last = way.last else { continue }
      if last == end { return way.map { $0.isEmpty ? "the root" : $0 } }
      if seen.insert(last).inserted { waiting += (needs[last] ?? []).map { way + [$0] } }
    }
    return nil
  }
}
