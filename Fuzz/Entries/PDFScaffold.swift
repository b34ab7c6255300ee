/// A sound PDF around bytes that need not be: most changes of a whole file break its cross-references, and what lies
/// behind them is never reached.
enum PDFScaffold {
  /// The objects with cross-references to them. Object 1 is the catalog, object 2 the information dictionary.
  static func file(objects: [UInt8]) -> [UInt8] {
    var file = Array("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n".utf8) + objects
    var locations = [Int](repeating: 0, count: 16)
    for start in file.indices where start == 0 || file[start - 1] == 0x0A {
      guard let number = number(file[start...]), locations.indices.contains(number), locations[number] == 0 else {
        continue
      }
      locations[number] = start
    }
    let table = file.count + 1
    file += "\nxref\n0 \(locations.count)\n".utf8
    for (number, location) in locations.enumerated() {
      let digits = String(location)
      file += "\(String(repeating: "0", count: 10 - digits.count))\(digits) ".utf8
      file += number > 0 && location > 0 ? Array("00000 n \n".utf8) : Array("65535 f \n".utf8)
    }
    file +=
      "trailer\n<</Root 1 0 R/Info 2 0 R/Size \(locations.count)/ID[<00><00>]>>\nstartxref\n\(table)\n%%EOF\n".utf8
    return file
  }

  /// A page of one line in one font, each part replaceable.
  static func page(
    content: [UInt8] = Array("BT /F 9 Tf /Span <</MCID 0>> BDC <0001> Tj EMC ET".utf8),
    map: [UInt8] = Array("1 beginbfchar <0001> <4FDD> endbfchar".utf8), metadata: [UInt8] = Array("<x:xmpmeta/>".utf8)
  ) -> [UInt8] {
    var objects: [UInt8] = []
    func add(_ number: Int, _ text: String, _ data: [UInt8]? = nil) {
      objects += "\(number) 0 obj\n".utf8
      if let data {
        objects += "<<\(text)/Length \(data.count)>>\nstream\n".utf8 + data + Array("\nendstream".utf8)
      } else {
        objects += "<<\(text)>>".utf8
      }
      objects += "\nendobj\n".utf8
    }
    add(1, "/Type/Catalog/Pages 3 0 R/Metadata 8 0 R/StructTreeRoot 9 0 R/MarkInfo<</Marked true>>")
    add(2, "/Title(a)")
    add(3, "/Type/Pages/Kids[4 0 R]/Count 1")
    add(4, "/Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>/Contents 6 0 R/StructParents 0")
    add(5, "/Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R")
    // The scaffold's own objects come first, so that fuzzed bytes that look like an object do not take their place.
    add(9, "/K 10 0 R/ParentTree<</Nums[0[10 0 R]]>>")
    add(10, "/S/Span/P 9 0 R/Pg 4 0 R/K 0")
    add(6, "", content)
    add(7, "", map)
    add(8, "/Type/Metadata/Subtype/XML", metadata)
    return file(objects: objects)
  }

  /// The number of an object that begins here: `12 0 obj`.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.prefix(3).prefix { 0x30...0x39 ~= $0 }
    guard !digits.isEmpty, bytes.dropFirst(digits.count).starts(with: " 0 obj".utf8) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}
