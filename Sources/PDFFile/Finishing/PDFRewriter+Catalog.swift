/// What speaks of the whole file: catalog, information dictionary, output intent, attachment, outline.
extension PDFRewriter {
  mutating func finishCatalog() throws(PDFFault) {
    let root = try reader.target(try reader.trailer.required("Root"))
    let dictionary = try root.dictionary()
    for key in ["Metadata", "OutputIntents", "AF", "Names", "Lang", "ViewerPreferences"] as [StaticString]
    where dictionary[key] != nil {
      throw PDFFault(.unexpected("catalog with /\(key)"), at: root.value.offset)
    }
    catalog = root.number
    metadata = objects.add(.plainStream(entries: Array("/Type/Metadata/Subtype/XML".utf8), data: []))
    let profile = objects.add(
      .plainStream(
        entries: Array("/N 3/Alternate/DeviceRGB/Filter/FlateDecode".utf8), data: try ColourProfile.packed.get()))
    var body = ByteWriter(capacity: 512)
    body.write("<<")
    body.write(dictionary.entries())
    body.write("/Lang")
    body.write(textString: finish.language)
    body.write("/ViewerPreferences<</DisplayDocTitle true>>/Metadata ")
    body.write(reference: metadata)
    body.write(
      "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile "
    )
    body.write(reference: profile)
    body.write(">>]")
    if let attachment = finish.attachment { writeAttachment(attachment, into: &body) }
    body.write(">>")
    objects.replace(catalog, .value(body.bytes))
    try finishInformation()
  }

  /// Info is written anew: Cairo 1.16 leaves out the `D:` of its date. It says what XMP says (ISO 19005-2 6.6.2.3).
  private mutating func finishInformation() throws(PDFFault) {
    information = try reader.trailer.required("Info").reference().number
    var body = ByteWriter()
    body.write("<</Title")
    body.write(textString: finish.title)
    body.write("/Author")
    body.write(textString: finish.author)
    body.write("/Creator")
    body.write(textString: finish.program)
    body.write("/Producer")
    body.write(textString: finish.program)
    body.write("/CreationDate")
    body.write(textString: finish.issuedOn.info)
    body.write("/ModDate")
    body.write(textString: finish.issuedOn.info)
    body.write(">>")
    objects.replace(information, .value(body.bytes))
  }

  /// ISO 19005-3 6.8: a file specification with a relationship, named by the catalog.
  private mutating func writeAttachment(_ attachment: Attachment, into catalog: inout ByteWriter) {
    var entries = ByteWriter()
    entries.write("/Type/EmbeddedFile/Subtype/")
    for byte in attachment.type.utf8 {
      if CharacterClass.isRegular(byte), byte != UInt8(ascii: "#"), 0x21...0x7E ~= byte {
        entries.write([byte])
      } else {
        entries.write("#")
        entries.write(hex: byte)
      }
    }
    entries.write("/Params<</ModDate")
    entries.write(textString: finish.issuedOn.info)
    entries.write("/Size ")
    entries.write(attachment.bytes.count)
    entries.write(">>")
    let file = objects.add(.stream(entries: entries.bytes, data: attachment.bytes))
    var specification = ByteWriter()
    specification.write("<</Type/Filespec/AFRelationship/Data/F")
    specification.write(textString: attachment.name)
    specification.write("/UF")
    specification.write(textString: attachment.name)
    specification.write("/Desc")
    specification.write(textString: attachment.description)
    specification.write("/EF<</F ")
    specification.write(reference: file)
    specification.write("/UF ")
    specification.write(reference: file)
    specification.write(">>>>")
    let number = objects.add(.value(specification.bytes))
    catalog.write("/AF[")
    catalog.write(reference: number)
    catalog.write("]/Names<</EmbeddedFiles<</Names[")
    catalog.write(textString: attachment.name)
    catalog.write(" ")
    catalog.write(reference: number)
    catalog.write("]>>>>")
  }

  /// Cairo 1.16 counts an open outline negatively, which means closed (ISO 32000-1 table 152).
  mutating func finishOutline() throws(PDFFault) {
    guard let outlines = try catalogDictionary()["Outlines"] else { return }
    let object = try reader.target(outlines)
    let dictionary = try object.dictionary()
    let count = try dictionary.required("Count").integer()
    var body = ByteWriter()
    body.write("<<")
    body.write(dictionary.entries(without: ["Count"]))
    body.write("/Count ")
    body.write(abs(count))
    body.write(">>")
    objects.replace(object.number, .value(body.bytes))
  }
}
