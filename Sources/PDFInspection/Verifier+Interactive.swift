import PDFSyntax

/// The requirements on what a reader can click on, and on what could change what is shown.
extension Verifier {
  /// ISO 19005-2 6.3 to 6.5 and 6.9 to 6.11; ISO 14289-1 7.10, 7.15 and 7.18.
  static let interactiveRules: [Rule] =
    annotationRules + formRules + [
      Rule(
        "6.5.1-1", "実行されうるのは、移動・URI・既定の操作・送信だけである。",
        "Actions only go somewhere, open a URI, are named ones or submit a form."
      ) { file, findings in
        let allowed = ["GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"]
        for action in file.dictionaries.actions {
          let kind = file.lookup.name("S", action.dictionary) ?? "none"
          findings.require(allowed.contains(kind), "\(action.place): /\(kind)")
        }
      },
      Rule(
        "6.5.1-2", "既定の操作は、前・次・最初・最後の頁への移動だけである。", "Named actions go to the next, previous, first or last page only."
      ) {
        file, findings in
        for action in file.dictionaries.actions where action.dictionary["S"]?.isName("Named") == true {
          let name = file.lookup.name("N", action.dictionary) ?? "none"
          findings.require(
            ["NextPage", "PrevPage", "FirstPage", "LastPage"].contains(name), "\(action.place): /\(name)")
        }
      },
      Rule("6.5.2-1", "文書は、出来事に応じる操作をもたない。", "The document has no actions on events.") { file, findings in
        findings.require(file.catalog["AA"] == nil, "/AA")
      },
      Rule("6.5.2-2", "頁は、出来事に応じる操作をもたない。", "Pages have no actions on events.") { file, findings in
        for page in file.pages where page.dictionary["AA"] != nil { findings.add("\(page.place): /AA") }
      },
      Rule("6.9-1", ua: "7.10-1", "層の設定には名前がある。", "Configurations of optional content have names.") { file, findings in
        for configuration in file.layerConfigurations {
          findings.require(file.lookup.isText("Name", configuration), "/Name")
        }
      },
      Rule("6.9-2", "層の設定の名前は互いに異なる。", "Configurations of optional content have different names.") { file, findings in
        let names = file.layerConfigurations.compactMap { file.lookup.string("Name", $0) }
        findings.require(Set(names).count == names.count, "/Name")
      },
      Rule("6.9-3", "層の順序は、すべての層を含む。", "The order of optional content holds every group.") { file, findings in
        let groups = (file.lookup.array("OCGs", file.lookup.dictionary("OCProperties", file.catalog)) ?? [])
        for configuration in file.layerConfigurations {
          guard let order = configuration["Order"],
            file.lookup.take(groups.count, of: .nodes, at: configuration.range.lowerBound)
          else { continue }
          var listed: Set<ObjectIdentity> = []
          file.collectReferences(order, into: &listed, depth: 0)
          for group in groups where !listed.contains(file.lookup.identity(group)) {
            findings.add(file.lookup.identity(group).place)
          }
        }
      },
      Rule(
        "6.9-4", ua: "7.10-2", "層の設定は、自動の切り替え（/AS）をもたない。",
        "Configurations of optional content switch nothing by themselves (/AS)."
      ) {
        file, findings in
        for configuration in file.layerConfigurations where configuration["AS"] != nil { findings.add("/AS") }
      },
      Rule("6.10-1", "文書は代替の表示をもたない。", "There are no alternate presentations.") { file, findings in
        let names = file.lookup.dictionary("Names", file.catalog)
        findings.require(names?["AlternatePresentations"] == nil, "/AlternatePresentations")
      },
      Rule("6.10-2", "頁は表示の段階をもたない。", "Pages have no steps of presentation.") { file, findings in
        for page in file.pages where page.dictionary["PresSteps"] != nil { findings.add("\(page.place): /PresSteps") }
      },
      Rule("6.11-1", "文書の要求事項（/Requirements）はない。", "The catalog makes no /Requirements.") { file, findings in
        findings.require(file.catalog["Requirements"] == nil, "/Requirements")
      },
    ]

  /// ISO 19005-2 6.4; ISO 14289-1 7.15.
  private static let formRules: [Rule] = [
    Rule("6.4.1-1", "入力欄の注釈は操作をもたない。", "Annotations of fields have no actions.") { file, findings in
      for annotation in file.annotations where annotation.kind(file) == "Widget" {
        for key in ["A", "AA"] as [StaticString] where annotation.dictionary[key] != nil {
          findings.add("\(annotation.place): /\(key)")
        }
      }
    },
    Rule("6.4.1-2", "入力欄は、出来事に応じる操作をもたない。", "Form fields have no actions on events.") { file, findings in
      for field in file.fields where field.dictionary["AA"] != nil { findings.add("\(field.place): /AA") }
    },
    Rule("6.4.1-3", "入力欄の外観を作り直させない。", "Readers are not asked to make the appearances of fields anew.") {
      file, findings in
      let form = file.lookup.dictionary("AcroForm", file.catalog)
      findings.require(file.lookup.bool("NeedAppearances", form) != true, "/NeedAppearances true")
    },
    Rule("6.4.2-1", "XFA の書式はない。", "There is no XFA form.") { file, findings in
      findings.require(file.lookup.dictionary("AcroForm", file.catalog)?["XFA"] == nil, "/XFA")
    },
    Rule(
      "6.4.2-2", "表示の前に作り直させない（/NeedsRendering）。",
      "Readers are not asked to render the document anew (/NeedsRendering)."
    ) {
      file, findings in
      findings.require(file.lookup.bool("NeedsRendering", file.catalog) != true, "/NeedsRendering true")
    },
    Rule(nil, ua: "7.15-1", "XFA の書式は静的である。", "XFA forms are static.") { file, findings in
      let form = file.lookup.dictionary("AcroForm", file.catalog)
      for part in file.lookup.elements("XFA", form) + [form?["XFA"]].compactMap({ $0 }) {
        guard let data = file.lookup.data(file.lookup.stream(part)) else { continue }
        if Self.saysDynamic(data) { findings.add("dynamicRender") }
      }
    },
  ]

  /// Whether a part of a form has an element `dynamicRender` that says `required`.
  private static func saysDynamic(_ part: [UInt8]) -> Bool {
    let (name, word) = (Array("<dynamicRender".utf8), Array("required".utf8))
    var scanner = PDFScanner(part, 0..<part.count)
    func skipSpaces() { while let byte = scanner.next, CharacterClass.isSpace(byte) { scanner.position += 1 } }
    while let byte = scanner.next {
      guard byte == name[0], part[scanner.position...].starts(with: name) else {
        scanner.position += 1
        continue
      }
      scanner.position += name.count
      skipSpaces()
      guard scanner.next == UInt8(ascii: ">") else { continue }
      scanner.position += 1
      skipSpaces()
      if part[scanner.position...].starts(with: word) { return true }
    }
    return false
  }

  /// ISO 19005-2 6.3; ISO 14289-1 7.18.
  private static let annotationRules: [Rule] = [
    Rule(
      "6.3.1-1", "注釈は ISO 32000-1 の、動画・音・三次元でない種類である。",
      "Annotations are of kinds of ISO 32000-1, other than sound, film and 3D."
    ) {
      file, findings in
      let allowed: Set<String> = [
        "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline",
        "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark", "TrapNet",
        "Watermark", "Redact",
      ]
      for annotation in file.annotations where !allowed.contains(annotation.kind(file)) {
        findings.add("\(annotation.place): /\(annotation.kind(file))")
      }
    },
    Rule("6.3.2-1", "注釈には表示の旗（/F）がある。", "Annotations have flags (/F).") { file, findings in
      for annotation in file.annotations where annotation.kind(file) != "Popup" && annotation.dictionary["F"] == nil {
        findings.add(annotation.place)
      }
    },
    Rule("6.3.2-2", "注釈は隠されず、印刷される。", "Annotations are not hidden, and are printed.") { file, findings in
      for annotation in file.annotations {
        guard let flags = file.lookup.integer("F", annotation.dictionary) else { continue }
        // Invisible 1, hidden 2, printed 4, no view 32, toggled 256.
        findings.require(flags & (1 | 2 | 32 | 256) == 0 && flags & 4 != 0, "\(annotation.place): /F \(flags)")
      }
    },
    Rule("6.3.3-1", "面積のある注釈には外観がある。", "Annotations with an area have an appearance.") { file, findings in
      for annotation in file.annotations where !["Popup", "Link"].contains(annotation.kind(file)) {
        let box = (file.lookup.array("Rect", annotation.dictionary) ?? []).compactMap { file.lookup.number($0) }
        if box.count == 4, box[0] == box[2], box[1] == box[3] { continue }
        findings.require(annotation.dictionary["AP"] != nil, annotation.place)
      }
    },
    Rule("6.3.3-2", "注釈の外観は通常のもの（/N）だけである。", "Annotations have a normal appearance (/N) and no other.") {
      file, findings in
      for annotation in file.annotations {
        guard let appearance = file.lookup.dictionary("AP", annotation.dictionary) else { continue }
        findings.require(appearance.entries.map(appearance.name) == ["N"], annotation.place)
      }
    },
    Rule("6.3.3-3", "押しボタンの外観は、状態ごとのものである。", "The appearance of buttons is a dictionary of their states.") {
      file, findings in
      for annotation in file.annotations where annotation.isButton(file) {
        guard let appearance = file.lookup.dictionary("AP", annotation.dictionary), appearance.entries.count == 1,
          let normal = appearance["N"]
        else { continue }
        let isStates = file.lookup.stream(normal) == nil && file.lookup.dictionary(normal)?.entries.isEmpty == false
        findings.require(isStates, annotation.place)
      }
    },
    Rule("6.3.3-4", "ボタンのほかの注釈の外観は、一つのストリームである。", "The appearance of other annotations is a stream.") {
      file, findings in
      for annotation in file.annotations where !annotation.isButton(file) {
        guard let appearance = file.lookup.dictionary("AP", annotation.dictionary), appearance.entries.count == 1,
          let normal = appearance["N"]
        else { continue }
        findings.require(file.lookup.stream(normal) != nil, annotation.place)
      }
    },
    Rule(nil, ua: "7.18.1-1", "見える注釈は Annot の要素に属する。", "Visible annotations belong to an element Annot.") {
      file, findings in
      for (annotation, page) in file.pagedAnnotations {
        if ["Widget", "PrinterMark", "Link", "Popup"].contains(annotation.kind(file)) { continue }
        findings.require(
          annotation.isUnseen(on: page, file) || annotation.elementType(file) == "Annot", annotation.place)
      }
    },
    Rule(nil, ua: "7.18.1-2", "見える注釈には内容か代替テキストがある。", "Visible annotations have contents or an alternative text.") {
      file, findings in
      for (annotation, page) in file.pagedAnnotations where !["Widget", "Popup"].contains(annotation.kind(file)) {
        findings.require(
          annotation.isUnseen(on: page, file) || file.lookup.isText("Contents", annotation.dictionary)
            || annotation.hasAlternative(file), annotation.place)
      }
    },
    Rule(
      nil, ua: "7.18.1-3", "見える入力欄には説明（/TU）か代替テキストがある。",
      "Visible fields have a description (/TU) or an alternative text."
    ) {
      file, findings in
      for (annotation, page) in file.pagedAnnotations where annotation.kind(file) == "Widget" {
        findings.require(
          annotation.isUnseen(on: page, file) || file.lookup.isText(annotation.description(file))
            || annotation.hasAlternative(file), annotation.place)
      }
    },
    Rule(nil, ua: "7.18.2-1", "TrapNet の注釈はない。", "There are no annotations TrapNet.") { file, findings in
      for (annotation, page) in file.pagedAnnotations where annotation.kind(file) == "TrapNet" {
        findings.require(annotation.isUnseen(on: page, file), annotation.place)
      }
    },
    Rule(nil, ua: "7.18.3-1", "注釈のある頁のタブの順序は構造に従う。", "On pages with annotations the tab order follows the structure.") {
      file, findings in
      for page in file.pages where !page.annotations.isEmpty {
        findings.require(page.dictionary["Tabs"]?.isName("S") == true, page.place)
      }
    },
    Rule(nil, ua: "7.18.4-1", "見える入力欄は Form の要素に属する。", "Visible fields belong to an element Form.") { file, findings in
      for (annotation, page) in file.pagedAnnotations where annotation.kind(file) == "Widget" {
        findings.require(
          annotation.isUnseen(on: page, file) || annotation.elementType(file) == "Form", annotation.place)
      }
    },
    Rule(nil, ua: "7.18.4-2", "Form の要素は入力欄を一つだけもつか、役割（/Role）をいう。", "Elements Form hold one field, or say their /Role.")
    {
      file, findings in
      for element in file.structure.elements where element.type == "Form" {
        let isSingle = element.objectCount == 1 && element.kids.isEmpty && element.content.isEmpty
        findings.require(isSingle || file.structure.attribute("Role", of: element) != nil, element.place)
      }
    },
    Rule(nil, ua: "7.18.5-1", "見えるリンクは Link の要素に属する。", "Visible links belong to an element Link.") { file, findings in
      for (annotation, page) in file.pagedAnnotations where annotation.kind(file) == "Link" {
        findings.require(
          annotation.isUnseen(on: page, file) || annotation.elementType(file) == "Link", annotation.place)
      }
    },
    Rule(nil, ua: "7.18.5-2", "見えるリンクには代わりの説明（/Contents）がある。", "Visible links have a description (/Contents).") {
      file, findings in
      for (annotation, page) in file.pagedAnnotations where annotation.kind(file) == "Link" {
        findings.require(
          annotation.isUnseen(on: page, file) || file.lookup.isText("Contents", annotation.dictionary),
          annotation.place)
      }
    },
    Rule(nil, ua: "7.18.6.2-1", "動画や音には種類（/CT）がある。", "Clips of media name their type (/CT).") { file, findings in
      for clip in file.dictionaries.mediaClips where clip.dictionary["CT"] == nil { findings.add(clip.place) }
    },
    Rule(nil, ua: "7.18.6.2-2", "動画や音には言語ごとの代替テキストがある。", "Clips of media have alternative texts by languages.") {
      file, findings in
      for clip in file.dictionaries.mediaClips {
        let texts = file.lookup.array("Alt", clip.dictionary) ?? []
        let isPaired =
          !texts.isEmpty && texts.count % 2 == 0 && texts.allSatisfy { file.lookup.string($0) != nil }
          && stride(from: 1, to: texts.count, by: 2).allSatisfy { file.lookup.string(texts[$0])?.isEmpty == false }
        findings.require(isPaired, clip.place)
      }
    },
    Rule(nil, ua: "7.18.8-1", "印刷用の目印は構造に属さない。", "Printer's marks belong to no element.") { file, findings in
      for (annotation, page) in file.pagedAnnotations where annotation.kind(file) == "PrinterMark" {
        findings.require(annotation.isUnseen(on: page, file) || annotation.elementType(file) == nil, annotation.place)
      }
    },
  ]
}

extension Annotation {
  /// `Link`, `Widget`…
  fileprivate func kind(_ file: VerifiedFile) -> String { file.lookup.name("Subtype", dictionary) ?? "" }

  /// An attribute that a field may have from a field above it.
  fileprivate func inherited(_ key: StaticString, _ file: VerifiedFile) -> PDFValue? {
    file.painting.inherited(key, dictionary)
  }

  /// What its field is called. A widget without a name (/T) is no field, only a part of the one above it, and a
  /// description of its own is nobody's (ISO 32000-1 12.7.3.1).
  fileprivate func description(_ file: VerifiedFile) -> PDFValue? {
    if dictionary["T"] == nil, let field = file.lookup.dictionary("Parent", dictionary) {
      return file.painting.inherited("TU", field)
    }
    return inherited("TU", file)
  }

  fileprivate func isButton(_ file: VerifiedFile) -> Bool {
    kind(file) == "Widget" && inherited("FT", file)?.isName("Btn") == true
  }

  private func element(_ file: VerifiedFile) -> StructureElement? {
    file.structure.element(of: file.lookup.integer("StructParent", dictionary))
  }

  fileprivate func elementType(_ file: VerifiedFile) -> String? { element(file)?.type }

  fileprivate func hasAlternative(_ file: VerifiedFile) -> Bool { file.lookup.isText("Alt", element(file)?.dictionary) }

  /// Whether it is hidden, or outside of what is shown of the page.
  fileprivate func isUnseen(on page: VerifiedPage, _ file: VerifiedFile) -> Bool {
    if (file.lookup.integer("F", dictionary) ?? 0) & 2 != 0 { return true }
    func box(_ value: PDFValue?) -> [Double]? {
      let numbers = (file.lookup.array(value) ?? []).compactMap { file.lookup.number($0) }
      guard numbers.count == 4 else { return nil }
      return [
        min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]),
        max(numbers[1], numbers[3]),
      ]
    }
    let painting = file.painting
    guard let own = box(dictionary["Rect"]),
      let shown = box(painting.inherited("CropBox", page.dictionary) ?? painting.inherited("MediaBox", page.dictionary))
    else { return false }
    return own[2] <= shown[0] || own[0] >= shown[2] || own[3] <= shown[1] || own[1] >= shown[3]
  }
}

extension VerifiedFile {
  fileprivate var annotations: some Sequence<Annotation> { pagedAnnotations.lazy.map(\.0) }

  /// The form's fields, with those below others.
  var fields: [PlacedDictionary] {
    var fields: [PlacedDictionary] = []
    var visited: Set<ObjectIdentity> = []
    var open = lookup.array("Fields", lookup.dictionary("AcroForm", catalog)) ?? []
    while let value = open.popLast() {
      let identity = lookup.identity(value)
      guard visited.insert(identity).inserted, let dictionary = lookup.dictionary(value) else { continue }
      fields.append(PlacedDictionary(identity: identity, dictionary: dictionary))
      open += lookup.array("Kids", dictionary) ?? []
    }
    return fields
  }

  /// The configurations of optional content.
  fileprivate var layerConfigurations: [PDFDictionary] {
    let properties = lookup.dictionary("OCProperties", catalog)
    let all = [properties?["D"]].compactMap { $0 } + (lookup.array("Configs", properties) ?? [])
    return all.compactMap { lookup.dictionary($0) }
  }

  /// All that an array, with the arrays in it, refers to.
  fileprivate func collectReferences(_ value: PDFValue, into references: inout Set<ObjectIdentity>, depth: Int) {
    guard depth < PDFScanner.depthLimit, let elements = lookup.array(value) else { return }
    for element in elements {
      if lookup.array(element) == nil {
        references.insert(lookup.identity(element))
      } else if !element.isReference || references.insert(lookup.identity(element)).inserted {
        collectReferences(element, into: &references, depth: depth + 1)
      }
    }
  }
}
