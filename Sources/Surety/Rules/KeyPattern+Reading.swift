import Diagnostics
import StrictJSON

extension RulesReader {
  /// `key`: an alphabet, a length and a group that the key notice has cells for.
  mutating func keyPattern(_ root: JSONNode) -> (KeyPattern, Provenance)? {
    guard let node = object(root, "key", Self.provenanceKeys + ["alphabet", "length", "group"]) else { return nil }
    let provenance = provenance(node)
    let alphabet = text(node, "alphabet")
    let length = integer(node, "length", in: 1...KeyPattern.groupLimit * KeyPattern.cellRange.upperBound)
    let group = integer(node, "group", in: 1...KeyPattern.groupLimit)
    guard let provenance, let alphabet, let length, let group else { return nil }
    let scalars = alphabet.unicodeScalars
    if Set(scalars).count < max(2, scalars.count) || !scalars.allSatisfy(KeyPattern.knows) {
      wrong(
        node["alphabet"] ?? node,
        LocalizedText(
          "認証キーの文字は、2種類以上の半角の英数字を一度ずつ書きます。", "The key's alphabet is two or more Latin letters and digits, each once."))
    }
    let pattern = KeyPattern(alphabet: alphabet, length: length, group: group)
    let (fewest, most) = (KeyPattern.cellRange.lowerBound, KeyPattern.cellRange.upperBound)
    if !KeyPattern.cellRange.contains(pattern.cells) {
      wrong(
        node["length"] ?? node,
        LocalizedText(
          "\(length)文字を\(group)文字ずつ区切ると\(pattern.cells)区画です。お知らせには\(fewest)から\(most)区画まで印字できます。",
          "\(length) characters by \(group) are \(pattern.cells) cells; the notice has room for \(fewest) to \(most)."))
    }
    return (pattern, provenance)
  }
}
