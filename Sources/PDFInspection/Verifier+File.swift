import PDFSyntax

/// The requirements on how a file is built, so that any reader can still open it after many years.
extension Verifier {
  /// ISO 19005-2 6.1.2 to 6.1.4, 6.1.7, 6.1.9 and 6.1.12.
  static let fileRules: [Rule] = [
    Rule("6.1.2-1", ua: "6.1-1", "ファイルは %PDF-1.n の行で始まる。", "The file begins with a line %PDF-1.n.") { file, findings in
      let head = file.bytes.prefix(9)
      let isHeader =
        head.count == 9 && 0x30...0x37 ~= file.bytes[7] && (file.bytes[8] == 0x0A || file.bytes[8] == 0x0D)
      findings.require(isHeader, "first line")
    },
    Rule(
      "6.1.2-2", "次の行は 128 以上のバイトで始まる注釈である。", "The next line is a comment that begins with four bytes above 127."
    ) { file, findings in
      let lineEnd = file.bytes.dropFirst(8).starts(with: [0x0D, 0x0A]) ? 2 : 1
      let comment = file.bytes.dropFirst(8 + lineEnd).prefix(5)
      let isComment =
        comment.first == UInt8(ascii: "%") && comment.count == 5 && comment.dropFirst().allSatisfy { $0 > 127 }
      findings.require(isComment, "second line")
    },
    Rule("6.1.3-1", "トレーラーに文字列二つの /ID がある。", "The trailer has an /ID of two strings.") { file, findings in
      let parts = file.lookup.array("ID", file.lookup.reader.trailer) ?? []
      let isIdentity = parts.count == 2 && parts.allSatisfy { file.lookup.string($0)?.isEmpty == false }
      findings.require(isIdentity, "/ID")
    },
    Rule("6.1.3-2", "暗号化されていない。", "The file is not encrypted.") { file, findings in
      findings.require(file.lookup.reader.trailer["Encrypt"] == nil, "/Encrypt")
    },
    Rule("6.1.3-3", "最後の %%EOF の後には行末があるだけである。", "Nothing but an end of line follows the last %%EOF.") {
      file, findings in
      let tail = file.bytes.suffix(7)
      let end = tail.reversed().drop { $0 == 0x0A || $0 == 0x0D }
      let isEnd = end.starts(with: "FOE%%".utf8) && tail.count - end.count <= 2
      findings.require(isEnd, "bytes after %%EOF")
    },
    Rule(
      "6.1.4-2", "xref と区分の番号は一つの行末だけで隔てられる。", "A single end of line separates xref from the numbers of its section."
    ) { file, findings in
      for place in file.lookup.reader.tables {
        let after = file.bytes[(place + 4)...].prefix(3)
        let lineEnd = after.starts(with: [0x0D, 0x0A]) ? 2 : after.first == 0x0A || after.first == 0x0D ? 1 : 0
        let isLine = lineEnd > 0 && after.dropFirst(lineEnd).first.map { 0x30...0x39 ~= $0 } == true
        findings.require(isLine, "xref at byte \(place)")
      }
    },
    // Data that end with an end of line of their own, and endstream right behind it: then that line end is the one
    // before endstream, and does not count. qpdf writes so with --qdf.
    Rule(
      "6.1.7.1-1", "ストリームの /Length は、endstream の前の行末より前のデータの長さである。",
      "The /Length of a stream is that of its data before the end of line that precedes endstream."
    ) { file, findings in
      for object in file.objects where object.lineEnd(file) == .counted {
        findings.add("\(object.number) 0 obj: /Length counts the end of line before endstream")
      }
    },
    Rule(
      "6.1.7.1-2", "ストリームのデータは stream の後の行末と endstream の前の行末の間に立つ。",
      "Stream data stand between an end of line after stream and one before endstream."
    ) { file, findings in
      for object in file.objects where object.lineEnd(file) == .missing {
        findings.add("\(object.number) 0 obj: no end of line before endstream")
      }
    },
    Rule("6.1.7.1-3", "ストリームはファイルの外を指さない。", "No stream refers to data outside the file.") { file, findings in
      for object in file.objects where object.isStream {
        guard let dictionary = try? object.dictionary() else { continue }
        for key in ["F", "FFilter", "FDecodeParms"] as [StaticString] where dictionary[key] != nil {
          findings.add("\(object.number) 0 obj: /\(key)")
        }
      }
    },
    Rule("6.1.7.2-1", "LZW・Crypt のほか、PDF の標準のフィルターだけを使う。", "Streams use the standard filters only, not LZWDecode.") {
      file, findings in
      let allowed: Set<String> = [
        "ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode",
        "DCTDecode", "JPXDecode",
      ]
      for object in file.objects where object.isStream {
        let dictionary = try? object.dictionary()
        let parameters = file.lookup.elements("DecodeParms", dictionary)
        for (index, filter) in file.lookup.elements("Filter", dictionary).enumerated() {
          let name = file.lookup.name(filter) ?? "?"
          if allowed.contains(name) { continue }
          // Crypt is allowed where it changes nothing.
          let own = index < parameters.count ? file.lookup.dictionary(parameters[index]) : nil
          if name == "Crypt", own?["Name"] == nil || own?["Name"]?.isName("Identity") == true { continue }
          findings.add("\(object.number) 0 obj: /\(name)")
        }
      }
    },
    Rule(
      "6.1.9-1", "間接オブジェクトの番号と語は、一つの空白か行末で区切られる。",
      "Single spaces and line ends set off the numbers and words of objects."
    ) {
      file, findings in
      for (number, entry) in file.lookup.reader.references.entries.enumerated() {
        guard case .offset(let offset, _) = entry, let object = try? file.lookup.reader.object(number) else { continue }
        findings.require(object.isSpacedStrictly(file, from: offset), "\(number) 0 obj")
      }
    },
    Rule("6.1.12-1", "権限辞書は UR3 と DocMDP のほかをもたない。", "The permissions dictionary has no keys but UR3 and DocMDP.") {
      file, findings in
      guard let permissions = file.lookup.dictionary("Perms", file.catalog) else { return }
      for name in permissions.entries.map(permissions.name) where name != "UR3" && name != "DocMDP" {
        findings.add("/\(name)")
      }
    },
    Rule(
      "6.1.12-2", "文書を保証する署名は、要約値を定めない。", "A signature that certifies the document states no digests of its own."
    ) { file, findings in
      guard file.lookup.dictionary("Perms", file.catalog)?["DocMDP"] != nil else { return }
      for reference in file.dictionaries.signatureReferences {
        for key in ["DigestLocation", "DigestMethod", "DigestValue"] as [StaticString]
        where reference.dictionary[key] != nil {
          findings.add("\(reference.place): /\(key)")
        }
      }
    },
  ]
}

/// The end of line before `endstream`.
private enum StreamLineEnd {
  case sound
  /// It is one of the bytes of the data that /Length counts.
  case counted
  case missing
}

extension PDFObject {
  /// The end of line before `endstream`; nil for what is no stream of the file itself.
  fileprivate func lineEnd(_ file: VerifiedFile) -> StreamLineEnd? {
    guard isInFile(file), let data else { return nil }
    func isLineEnd(_ byte: UInt8?) -> Bool { byte == 0x0A || byte == 0x0D }
    if isLineEnd(file.bytes[data.upperBound...].first) { return .sound }
    return isLineEnd(file.bytes[data].last) ? .counted : .missing
  }

  /// Whether the object stands in the file itself, not in an object stream.
  fileprivate func isInFile(_ file: VerifiedFile) -> Bool {
    if case .offset = file.lookup.reader.references[number] { true } else { false }
  }

  /// `n g obj`, its value and `endobj`, each as ISO 19005-2 6.1.9 has them: single spaces between the numbers, ends of
  /// line around the value and before the object.
  fileprivate func isSpacedStrictly(_ file: VerifiedFile, from offset: Int) -> Bool {
    let bytes = file.bytes
    func isLineEnd(_ index: Int) -> Bool {
      bytes.indices.contains(index) && (bytes[index] == 0x0A || bytes[index] == 0x0D)
    }
    var start = PDFScanner(bytes, offset..<bytes.count)
    start.skipSpace()
    var index = start.position
    guard isLineEnd(index - 1) else { return false }
    for _ in 0..<2 {
      let start = index
      while index < bytes.count, CharacterClass.isDigit(bytes[index]) { index += 1 }
      guard index > start, index < bytes.count, bytes[index] == 0x20 else { return false }
      index += 1
    }
    guard bytes[index...].starts(with: "obj".utf8), isLineEnd(index + 3) else { return false }
    var scanner = PDFScanner(bytes, (data?.upperBound ?? value.range.upperBound)..<bytes.count)
    if isStream {
      scanner.skipSpace()
      scanner.position += "endstream".utf8.count
    }
    scanner.skipSpace()
    return isLineEnd(scanner.position - 1) && isLineEnd(scanner.position + "endobj".utf8.count)
  }
}
