import PDFSyntax

/// The requirements on how a file is built, so that any reader can still open it after many years, and on what it may
/// not contain, because it could change what is shown.
extension Verifier {
  /// ISO 19005-2 6.1, how the file is built, and the clauses that forbid interactive and changing content (6.3 to 6.5,
  /// 6.9 to 6.11).
  static let fileRequirements: [Requirement] = [
    Requirement(
      .archival, "6.1.2", "ファイルは %PDF-1.n で始まり、次の行は 128 以上のバイトを四つもつ注釈である。",
      "The file begins with %PDF-1.n and a comment with four bytes above 127."
    ) { file throws(PDFFault) in
      let bytes = file.bytes
      guard bytes.count > 15, CharacterClass.digit(bytes[7]) != nil,
        let end = bytes.prefix(32).firstIndex(where: { $0 == 0x0A || $0 == 0x0D }),
        end == 8
      else { return .fails(["%PDF-1.n alone on its line"]) }
      let comment = bytes[9...].drop { $0 == 0x0A }.prefix(5)
      return Verdict(
        comment.first == UInt8(ascii: "%") && comment.dropFirst().count == 4
          && comment.dropFirst().allSatisfy { $0 > 127 },
        else: "second line")
    },
    Requirement(.archival, "6.1.3a", "トレーラーに文字列二つの /ID がある。", "The trailer has an /ID of two strings.") {
      file throws(PDFFault) in
      guard let identity = file.reader.trailer["ID"] else { return .fails(["/ID"]) }
      let parts = try identity.array()
      return Verdict(parts.count == 2 && parts.allSatisfy(\.isString), else: "/ID")
    },
    Requirement(.archival, "6.1.3b", "暗号化されていない。", "The file is not encrypted.") { file throws(PDFFault) in
      Verdict(file.reader.trailer["Encrypt"] == nil, else: "/Encrypt")
    },
    Requirement(.archival, "6.1.3c", "最後の %%EOF の後には行末があるだけである。", "Nothing but an end of line follows the last %%EOF.")
    {
      file throws(PDFFault) in
      let tail = file.bytes.suffix(7)
      let end = tail.reversed().drop { $0 == 0x0A || $0 == 0x0D }
      return Verdict(end.starts(with: "FOE%%".utf8) && tail.count - end.count <= 2, else: "bytes after %%EOF")
    },
    Requirement(.archival, "6.1.6", "十六進文字列の桁数は偶数である。", "Hexadecimal strings have an even number of digits.") {
      file throws(PDFFault) in
      var findings: [String] = []
      for object in file.objects where object.value.text.contains(UInt8(ascii: "<")) {
        if try hasOddHexString(object.value) { findings.append("\(object.number) 0 obj") }
      }
      return Verdict(against: findings)
    },
    Requirement(
      .archival, "6.1.7.1a", "ストリームのデータは stream の後の行末と endstream の前の行末の間に、/Length のとおりに立つ。",
      "Stream data stand between an end of line after stream and one before endstream, as long as /Length says."
    ) { file throws(PDFFault) in
      Verdict(
        against: try file.findings { (object, _) throws(PDFFault) in
          // The reader has checked all but this. Objects of object streams have other bytes than the file.
          guard let data = object.data, object.value.bytes.count == file.bytes.count else { return nil }
          let after = file.bytes[data.upperBound...].prefix(1)
          return after.first == 0x0A || after.first == 0x0D ? nil : "no end of line before endstream"
        })
    },
    Requirement(.archival, "6.1.7.1b", "ストリームはファイルの外を指さない。", "No stream refers to data outside the file.") {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings { (object, dictionary) throws(PDFFault) in
          guard object.isStream else { return nil }
          return dictionary["F"] == nil && dictionary["FFilter"] == nil && dictionary["FDecodeParms"] == nil
            ? nil : "/F, /FFilter or /FDecodeParms"
        })
    },
    Requirement(.archival, "6.1.7.2", "LZW・Crypt フィルターは使われない。", "No stream uses the filters LZWDecode or Crypt.") {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings { (object, dictionary) throws(PDFFault) in
          guard object.isStream,
            let filter = try file.reader.value(of: "Filter", in: dictionary)
          else {
            return nil
          }
          for name in try filter.elements() {
            if name.isName("LZWDecode") || name.isName("Crypt") { return try name.name() }
          }
          return nil
        })
    },
    Requirement(
      .archival, "6.1.12", "権限辞書は UR3 と DocMDP のほかをもたない。", "The permissions dictionary has no keys but UR3 and DocMDP."
    ) {
      file throws(PDFFault) in
      guard let permissions = try file.reader.dictionary("Perms", in: file.catalog) else { return .holds }
      let others = permissions.entries.map(permissions.name).filter { $0 != "UR3" && $0 != "DocMDP" }
      return Verdict(against: others)
    },
    Requirement(
      .archival, "6.1.13", "実装上の上限（q の入れ子 28、名前 127 バイト、文字列 32767 バイト、オブジェクト 8388607）を守る。",
      "The limits hold: 28 levels of q, names of 127 bytes, strings of 32767 bytes, 8388607 objects."
    ) { file throws(PDFFault) in
      var findings = file.pages.filter { $0.deepestSave > 28 }.map {
        "page object \($0.number): \($0.deepestSave) levels of q"
      }
      findings += try file.findings { (_, dictionary) throws(PDFFault) in
        for entry in dictionary.entries {
          let value = dictionary.value(of: entry)
          if value.isName && entry.value.count > 128 || entry.key.count > 127 { return "name of more than 127 bytes" }
          if value.isString, try value.string().count > 32767 { return "string of more than 32767 bytes" }
        }
        return nil
      }
      return Verdict(against: findings)
    },
    Requirement(
      .archival, "6.3", "注釈はない（この種の用紙には不要で、どれも認めない）。", "There are no annotations: papers of this kind need none."
    ) {
      file throws(PDFFault) in
      Verdict(against: file.pages.filter { $0.dictionary["Annots"] != nil }.map { "page object \($0.number)" })
    },
    Requirement(.archival, "6.4", "入力欄はない。", "There are no form fields.") { file throws(PDFFault) in
      Verdict(file.catalog["AcroForm"] == nil, else: "/AcroForm")
    },
    Requirement(
      .archival, "6.5", "開くときにも頁を移るときにも、何も実行されない。", "Nothing is executed, neither at opening nor from page to page."
    ) {
      file throws(PDFFault) in
      Verdict(
        against: try file.findings { (_, dictionary) throws(PDFFault) in
          if dictionary["OpenAction"]?.isDictionary == true || dictionary["AA"] != nil { return "/OpenAction or /AA" }
          return dictionary["S"]?.isName("JavaScript") == true || dictionary["S"]?.isName("Launch") == true
            ? "action" : nil
        })
    },
    Requirement(.archival, "6.9", "選択表示の層はない。", "There is no optional content.") { file throws(PDFFault) in
      Verdict(file.catalog["OCProperties"] == nil, else: "/OCProperties")
    },
    Requirement(.archival, "6.10", "代替の表示はない。", "There are no alternate presentations.") { file throws(PDFFault) in
      var findings = file.pages.filter { $0.dictionary["PresSteps"] != nil }.map { "page object \($0.number)" }
      if try file.reader.dictionary("Names", in: file.catalog)?["AlternatePresentations"] != nil {
        findings.append("/AlternatePresentations")
      }
      return Verdict(against: findings)
    },
    Requirement(.archival, "6.11", "文書の要求事項（/Requirements）はない。", "The catalog makes no /Requirements.") {
      file throws(PDFFault) in
      Verdict(file.catalog["Requirements"] == nil, else: "/Requirements")
    },
  ]

  private static func hasOddHexString(_ value: PDFValue) throws(PDFFault) -> Bool {
    if value.isDictionary {
      let dictionary = try value.dictionary()
      for entry in dictionary.entries where try hasOddHexString(dictionary.value(of: entry)) { return true }
      return false
    }
    if value.isArray {
      for element in try value.array() where try hasOddHexString(element) { return true }
      return false
    }
    guard value.isString, value.text.first == UInt8(ascii: "<") else { return false }
    return value.text.count(where: { CharacterClass.hexDigit($0) != nil }) % 2 != 0
  }
}
