/// How the characters of a square seal are set: columns from the right, each read downwards.
struct SealPlan: Equatable {
  /// Columns from the right.
  let columns: [[Character]]

  /// A square of characters for a name: three columns up to nine characters, four up to sixteen. 之印 fills up an empty end.
  ///
  /// Nil for a longer name, which takes a supplied image.
  init?(name: String) {
    var characters = Array(name)
    let side = characters.count <= 9 ? 3 : 4
    let rows = characters.count <= 9 ? 3 : characters.count <= 12 ? 3 : 4
    let places = side * rows
    guard !characters.isEmpty, characters.count <= places else { return nil }
    let empty = places - characters.count
    if empty >= 2 { characters += Array("之印") } else if empty == 1 { characters.append("印") }
    guard characters.count <= places else { return nil }
    columns = stride(from: 0, to: characters.count, by: rows).map {
      Array(characters[$0..<min($0 + rows, characters.count)])
    }
  }
}
