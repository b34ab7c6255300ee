/// The extension schemas that a packet describes (ISO 19005-2 6.6.2.3.3).
package struct XMPExtensions {
  /// The types of the properties that are described.
  package private(set) var properties: [XMPName: XMPType] = [:]
  /// The described types by their names in lower case, with their fields.
  package private(set) var types: [String: [String: XMPType]] = [:]
  /// Faults, by the number of the requirement in 6.6.2.3.3.
  package private(set) var faults: [Int: [String]] = [:]
  /// Fields that no description has.
  package private(set) var unknownFields: [String] = []

  /// What a description consists of: names of fields, and the requirement on each.
  private struct Description {
    let prefix: String
    let texts: [(name: String, requirement: Int)]
    let sequences: [(name: String, requirement: Int)]
  }

  private static let schema = Description(
    prefix: "pdfaSchema", texts: [("schema", 2), ("namespaceURI", 3), ("prefix", 4)],
    sequences: [("property", 5), ("valueType", 6)])
  private static let property = Description(
    prefix: "pdfaProperty", texts: [("name", 7), ("valueType", 8), ("category", 9), ("description", 10)], sequences: [])
  private static let valueType = Description(
    prefix: "pdfaType", texts: [("type", 11), ("namespaceURI", 12), ("prefix", 13), ("description", 14)],
    sequences: [("field", 15)])
  private static let field = Description(
    prefix: "pdfaField", texts: [("name", 16), ("valueType", 17), ("description", 18)], sequences: [])

  package init(_ packet: XMPPacket) {
    guard
      let schemas = packet.properties.first(where: { $0.name == "schemas" && $0.prefix.hasPrefix("pdfaExtension") })
        ?? packet.property("pdfaExtension:schemas")
    else { return }
    if schemas.prefix != "pdfaExtension" || schemas.namespace != XMPSchemas.namespaces["pdfaExtension"] {
      addFault(1, "prefix \(schemas.prefix)")
    }
    guard let items = schemas.value.items(.bag) else {
      addFault(1, "pdfaExtension:schemas is no bag")
      return
    }
    for item in items { readSchema(item.value.fields ?? []) }
  }

  private mutating func addFault(_ requirement: Int, _ place: String) { faults[requirement, default: []].append(place) }

  private mutating func readSchema(_ fields: [XMPProperty]) {
    let texts = readTexts(fields, Self.schema)
    let namespace = texts["namespaceURI"] ?? ""
    // A property may have a type that is described after it.
    for item in items("valueType", fields) {
      let texts = readTexts(item, Self.valueType)
      guard let name = texts["type"]?.lowercased() else { continue }
      types[name] = [:]
      for field in items("field", item) {
        let texts = readTexts(field, Self.field)
        if let field = texts["name"], let type = texts["valueType"] { types[name]?[field] = XMPType(type) }
      }
    }
    for item in items("valueType", fields) {
      for field in items("field", item) { judgeType(self.text("valueType", field), 17) }
    }
    for item in items("property", fields) {
      let texts = readTexts(item, Self.property)
      judgeType(texts["valueType"], 8)
      if let category = texts["category"], category != "internal", category != "external" {
        addFault(9, "category \(category)")
      }
      if let name = texts["name"], let type = texts["valueType"] {
        properties[XMPName(namespace, name)] = XMPType(type)
      }
    }
  }

  private mutating func judgeType(_ type: String?, _ requirement: Int) {
    if let type, !XMPType(type).isDefined(types) { addFault(requirement, "type \(type)") }
  }

  private func items(_ name: String, _ fields: [XMPProperty]) -> [[XMPProperty]] {
    let items = fields.first { $0.name == name }?.value.items(.sequence) ?? []
    return items.map { $0.value.fields ?? [] }
  }

  private func text(_ name: String, _ fields: [XMPProperty]) -> String? { fields.first { $0.name == name }?.value.text }

  /// The texts of a description, judged on the way.
  private mutating func readTexts(_ fields: [XMPProperty], _ description: Description) -> [String: String] {
    var texts: [String: String] = [:]
    let names = description.texts.map(\.name) + description.sequences.map(\.name)
    for field in fields where !names.contains(field.name) { unknownFields.append("\(field.prefix):\(field.name)") }
    for (name, requirement) in description.texts {
      let field = fields.first { $0.name == name }
      texts[name] = field?.value.text
      if field?.value.text == nil || field?.prefix != description.prefix {
        addFault(requirement, "\(description.prefix):\(name)")
      }
    }
    for (name, requirement) in description.sequences {
      guard let field = fields.first(where: { $0.name == name }) else { continue }
      if field.value.items(.sequence) == nil || field.prefix != description.prefix {
        addFault(requirement, "\(description.prefix):\(name)")
      }
    }
    return texts
  }
}
