package import Fields

extension FieldKey {
  /// The key of a member's field, `contractor.members[].name`, for each of the members a record may have; of another field just itself.
  static func keys(of field: Field) -> [FieldKey] {
    guard field.isMemberField else { return [FieldKey(field.path)] }
    return (0..<Catalogue.memberLimit).map { FieldKey(field.path, member: $0) }
  }

  /// 工事名, or 構成員1商号 for a member's: the heading under which a CSV has this field.
  package var heading: String {
    guard let heading = field?.heading else { return text }
    return member.map { "構成員\($0 + 1)\(heading)" } ?? heading
  }
}
