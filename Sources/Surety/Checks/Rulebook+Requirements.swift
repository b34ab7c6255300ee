import Diagnostics
import Fields

extension Rulebook {
  /// ● ○ – of the catalogue for the record's kind: what is missing and what may not be there.
  func requirements(of row: TypedRow, documents: Set<String>) -> [Diagnostic] {
    let kind = row.text("kind").flatMap(GuaranteeKind.init)
    var found: [Diagnostic] = []
    for field in Catalogue.fields where !field.isMemberField {
      let present = row.mentions(field.path)
      let requirement = kind.map(field.requirement) ?? field.requirementOfEveryKind
      if field.type == .secret {
        if !present, documents.contains("key-notice") { found.append(missing(field, row)) }
      } else if requirement == .required, !present {
        found.append(missing(field, row))
      } else if requirement == .refused, present, let kind {
        found.append(
          .error(
            "record.refused", at: row.location(of: field.path),
            LocalizedText(
              "\(kind.rawValue)に\(field.heading)は書けません。", "A \(kind.rawValue) has no \(field.heading) (\(field.path))."),
            advice: LocalizedText("欄を空にするか、保証の種類を確かめてください。", "Empty the cell, or check the kind of guarantee.")))
      }
    }
    return found
  }

  private func missing(_ field: Field, _ row: TypedRow) -> Diagnostic {
    .error(
      "record.required", at: row.location(of: field.path),
      LocalizedText("\(field.heading)がありません。", "\(field.heading) (\(field.path)) is missing."),
      advice: LocalizedText("\(field.heading)を書いてください。", "Give \(field.path)."))
  }
}

extension Field {
  /// What holds whatever the kind is: required only when every kind requires it.
  fileprivate var requirementOfEveryKind: Requirement {
    GuaranteeKind.allCases.allSatisfy { requirement(for: $0) == .required } ? .required : .optional
  }
}
