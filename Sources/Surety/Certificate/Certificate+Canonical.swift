import Diagnostics
import Fields

extension Certificate {
  /// The record as one line of JSON, the same for the same values whatever file, encoding, order or spelling of a date it came from:
  /// the input of the digest that decides whether a record is unchanged. The key is not in it.
  package var canonicalJSON: String {
    var members: [(key: String, json: String?)] = []
    for field in Catalogue.fields where field.type != .secret && !field.isMemberField {
      if let value = values[FieldKey(field.path)] { members.append((field.path, value.canonicalJSON)) }
    }
    let last = values.keys.compactMap(\.member).max() ?? -1
    let venture = (0..<(last + 1)).map { index in
      JSONWriter.object(
        Catalogue.fields.filter(\.isMemberField).map { field in
          (
            String(field.path.dropFirst(Catalogue.membersPath.count + 3)),
            values[FieldKey(field.path, member: index)]?.canonicalJSON
          )
        })
    }
    if !venture.isEmpty { members.append((Catalogue.membersPath, JSONWriter.array(venture))) }
    return JSONWriter.object(members)
  }
}

extension Value {
  fileprivate var canonicalJSON: String? {
    switch self {
    case .text(let text): JSONWriter.literal(text)
    case .date(let date): JSONWriter.literal(date.iso)
    case .yen(let number), .integer(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .ratio, .secret, .record, .list: nil
    }
  }
}
