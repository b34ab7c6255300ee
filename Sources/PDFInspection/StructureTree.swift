import PDFSyntax

/// A content that belongs to an element: the object whose content it is, and the id that its mark has there.
struct MarkedContent: Hashable {
  let owner: ObjectIdentity
  let identifier: Int
}

/// An element of the structure tree, as far as the requirements are about it.
struct StructureElement {
  let identity: ObjectIdentity
  /// The type as the file names it.
  let name: String
  /// Its standard type: what the role map says of the type in the file.
  let type: String
  /// Index of the parent in the list of all elements; nil directly under the root.
  let parent: Int?
  let dictionary: PDFDictionary
  /// Indices of the elements directly in it.
  fileprivate(set) var kids: [Int] = []
  /// The marked contents directly in it.
  fileprivate(set) var content: [MarkedContent] = []
  /// How many annotations and XObjects are directly in it.
  fileprivate(set) var objectCount = 0
  /// Whether it, or an element around it, names a natural language.
  let hasLanguage: Bool
  let hasActualText: Bool

  var place: String { "\(identity.place): \(type)" }
}

/// The structure tree of a file (ISO 32000-1 14.7).
struct StructureTree {
  /// All elements under the root, in reading order.
  private(set) var elements: [StructureElement] = []
  let root: PDFDictionary?
  let roles: Roles
  private let lookup: ObjectLookup
  private let classes: [String: PDFValue]
  /// The parent tree: what belongs to the marks of a content, or to an annotation.
  private var parentTree: [Int: PDFValue] = [:]
  private var indices: [ObjectIdentity: Int] = [:]
  private var visited: Set<ObjectIdentity> = []

  init(_ catalog: PDFDictionary, _ lookup: ObjectLookup) throws(PDFFault) {
    self.lookup = lookup
    root = lookup.dictionary("StructTreeRoot", catalog)
    roles = Roles(lookup.entries("RoleMap", root), lookup)
    classes = lookup.entries("ClassMap", root)
    guard let root else { return }
    if let kids = root["K"] { try collect(kids, in: nil, page: nil, depth: 0) }
    if let tree = root["ParentTree"] {
      var nodes: Set<ObjectIdentity> = []
      try collectNumbers(tree, &nodes, depth: 0)
    }
  }

  // MARK: Reading

  private mutating func collect(_ kids: PDFValue, in parent: Int?, page: ObjectIdentity?, depth: Int) throws(PDFFault) {
    guard depth < PDFScanner.depthLimit else { throw .expected("structure tree of at most 64 levels", at: kids.offset) }
    guard kids.isArray else { return try collectKid(kids, in: parent, page: page, depth: depth) }
    var elements = try PDFElements(of: kids)
    while let kid = try elements.next() { try collectKid(kid, in: parent, page: page, depth: depth) }
  }

  private mutating func collectKid(_ kid: PDFValue, in parent: Int?, page: ObjectIdentity?, depth: Int)
    throws(PDFFault)
  {
    try lookup.reader.budget.take(1, of: .nodes, at: kid.offset)
    let value = lookup.resolved(kid)
    if let value, value.isArray {
      guard visited.insert(lookup.identity(kid)).inserted else {
        throw .expected("each kid of the structure once", at: kid.offset)
      }
      try collect(value, in: parent, page: page, depth: depth + 1)
    } else if let dictionary = lookup.dictionary(kid) {
      try collectDictionary(dictionary, lookup.identity(kid), in: parent, page: page, depth: depth)
    } else if let parent, let page, let identifier = lookup.integer(value) {
      elements[parent].content.append(MarkedContent(owner: page, identifier: identifier))
    }
  }

  private mutating func collectDictionary(
    _ dictionary: PDFDictionary, _ identity: ObjectIdentity, in parent: Int?, page: ObjectIdentity?, depth: Int
  ) throws(PDFFault) {
    let page = dictionary["Pg"].map(lookup.identity) ?? page
    guard let name = lookup.name("S", dictionary) else {
      guard let parent else { return }
      if let identifier = lookup.integer("MCID", dictionary) {
        if let owner = dictionary["Stm"].map(lookup.identity) ?? page {
          elements[parent].content.append(MarkedContent(owner: owner, identifier: identifier))
        }
      } else if dictionary["Obj"] != nil {
        elements[parent].objectCount += 1
      }
      return
    }
    guard visited.insert(identity).inserted else {
      throw .expected("each structure element once", at: dictionary.range.lowerBound)
    }
    let around = parent.map { elements[$0] }
    let index = elements.count
    elements.append(
      StructureElement(
        identity: identity, name: name, type: roles.standardType(of: name), parent: parent, dictionary: dictionary,
        hasLanguage: dictionary["Lang"] != nil || around?.hasLanguage == true,
        hasActualText: dictionary["ActualText"] != nil || around?.hasActualText == true))
    indices[identity] = index
    if let parent { elements[parent].kids.append(index) }
    if let kids = dictionary["K"] { try collect(kids, in: index, page: page, depth: depth + 1) }
  }

  /// The entries of a number tree (ISO 32000-1 7.9.7).
  private mutating func collectNumbers(_ node: PDFValue, _ nodes: inout Set<ObjectIdentity>, depth: Int)
    throws(PDFFault)
  {
    guard depth < PDFScanner.depthLimit else { throw .expected("number tree of at most 64 levels", at: node.offset) }
    guard nodes.insert(lookup.identity(node)).inserted else {
      throw .expected("each node of the number tree once", at: node.offset)
    }
    let dictionary = lookup.dictionary(node)
    let numbers = lookup.array("Nums", dictionary) ?? []
    try lookup.reader.budget.take(1 + numbers.count / 2, of: .nodes, at: node.offset)
    for index in stride(from: 0, to: numbers.count - 1, by: 2) {
      if let key = lookup.integer(numbers[index]) { parentTree[key] = numbers[index + 1] }
    }
    for kid in lookup.array("Kids", dictionary) ?? [] { try collectNumbers(kid, &nodes, depth: depth + 1) }
  }

  // MARK: Asking

  /// The elements of a content's marks by their ids: what the parent tree says of its /StructParents.
  func parents(of key: Int?) -> [Int: Int] {
    guard let key, let list = lookup.array(parentTree[key]) else { return [:] }
    var parents: [Int: Int] = [:]
    // The entry of a content is as long as it has marks, and it is read once for each content that names it.
    guard (try? lookup.reader.budget.take(list.count, of: .mapEntries, at: 0)) != nil else { return [:] }
    for (identifier, element) in list.enumerated() where element.isReference {
      parents[identifier] = indices[lookup.identity(element)]
    }
    return parents
  }

  /// The element of an annotation: what the parent tree says of its /StructParent.
  func element(of key: Int?) -> StructureElement? {
    key.flatMap { parentTree[$0] }.flatMap { indices[lookup.identity($0)] }.map { elements[$0] }
  }

  /// The nearest element around this one that is more than a frame.
  func parent(of element: StructureElement) -> StructureElement? {
    var parent = element.parent
    while let index = parent, Self.isFrame(elements[index].type) { parent = elements[index].parent }
    return parent.map { elements[$0] }
  }

  /// The elements in this one, those in frames included.
  func kids(of element: StructureElement) -> [StructureElement] {
    var found: [StructureElement] = []
    appendKids(of: element, to: &found)
    return found
  }

  private func appendKids(of element: StructureElement, to found: inout [StructureElement]) {
    for index in element.kids {
      if Self.isFrame(elements[index].type) {
        appendKids(of: elements[index], to: &found)
      } else {
        found.append(elements[index])
      }
    }
  }

  /// For each element how many elements of a type are in it, those in frames included.
  func counts(of type: String) -> [Int] {
    var counts = [Int](repeating: 0, count: elements.count)
    // Each element comes before those in it.
    for (index, element) in elements.enumerated().reversed() {
      guard let parent = element.parent else { continue }
      if element.type == type { counts[parent] += 1 }
      if Self.isFrame(element.type) { counts[parent] += counts[index] }
    }
    return counts
  }

  /// Elements without a meaning of their own (ISO 32000-1 14.8.4.2): what is in them counts as being where they are.
  private static func isFrame(_ type: String) -> Bool { type == "NonStruct" || type == "Div" }

  /// The value of an attribute of the element, whichever owner (Layout, Table) defines it, directly or by a class.
  func attribute(_ key: StaticString, of element: StructureElement) -> PDFValue? {
    for part in lookup.parts("A", element.dictionary) {
      if let value = lookup.value(key, lookup.dictionary(part)) { return value }
    }
    for name in lookup.elements("C", element.dictionary) {
      guard let name = lookup.name(name) else { continue }
      for part in lookup.parts(classes[name]) {
        if let value = lookup.value(key, lookup.dictionary(part)) { return value }
      }
    }
    return nil
  }
}
