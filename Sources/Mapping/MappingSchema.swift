import Diagnostics
import Fields

/// The JSON Schema (draft 2020-12) of a mapping, for editors: it knows every key, every closed set of words and every
/// field. What only the whole mapping shows, `ColumnMapping` checks alone.
package enum MappingSchema {
  package static var text: String {
    let fields = FieldNames.all.map { "          \(JSONWriter.literal($0.name)): {\"$ref\": \"#/$defs/recipe\"}" }
    return
      template
      .replacing("@FIELDS@", with: fields.joined(separator: ",\n"))
      .replacing("@FIELD@", with: words(FieldNames.all.map(\.name)))
      .replacing("@MEMBERS@", with: words(memberNames))
      .replacing("@ENCODINGS@", with: words(FileDescription.encodings))
      .replacing("@DELIMITERS@", with: words(FileDescription.Delimiter.allCases.map(\.rawValue)))
      .replacing("@DATES@", with: words(DateFormat.allCases.map(\.rawValue)))
      .replacing("@WIDTHS@", with: words(WidthStep.allCases.map(\.rawValue)))
  }

  private static func words(_ words: [String]) -> String { JSONWriter.array(words.map(JSONWriter.literal)) }

  private static var memberNames: [String] {
    Catalogue.fields.filter(\.isMemberField).flatMap {
      [$0.heading, String($0.path.dropFirst(Catalogue.membersPath.count + 3))]
    }
  }

  private static let template = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "対応表 / a mapping of shosho",
      "type": "object",
      "required": ["version"],
      "additionalProperties": false,
      "properties": {
        "$schema": {"type": "string"},
        "version": {"enum": [1, 2]},
        "about": {"type": "string"},
        "file": {"$ref": "#/$defs/file"},
        "rows": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "where": {
              "anyOf": [{"$ref": "#/$defs/condition"}, {"type": "array", "items": {"$ref": "#/$defs/condition"}}]
            },
            "record": {
              "type": "object",
              "minProperties": 1,
              "maxProperties": 1,
              "additionalProperties": false,
              "properties": {"start": {"$ref": "#/$defs/condition"}, "same": {"$ref": "#/$defs/column"}}
            }
          }
        },
        "nothing": {"$ref": "#/$defs/strings"},
        "columns": {"type": "object", "additionalProperties": {"enum": @FIELD@}},
        "fields": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
    @FIELDS@
          }
        },
        "members": {
          "type": "object",
          "required": ["fields"],
          "additionalProperties": false,
          "properties": {
            "list": {"type": "string"},
            "fields": {
              "type": "object",
              "propertyNames": {"enum": @MEMBERS@},
              "additionalProperties": {"$ref": "#/$defs/recipe"}
            }
          }
        },
        "ignored": {"type": "array", "items": {"$ref": "#/$defs/column"}},
        "questions": {"type": "array", "items": {"type": "string"}}
      },
      "$defs": {
        "column": {"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1, "maximum": 4096}]},
        "strings": {
          "anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]
        },
        "condition": {
          "type": "object",
          "required": ["column"],
          "oneOf": [{"required": ["is"]}, {"required": ["isNot"]}],
          "additionalProperties": false,
          "properties": {
            "column": {"$ref": "#/$defs/column"},
            "is": {"$ref": "#/$defs/strings"},
            "isNot": {"$ref": "#/$defs/strings"}
          }
        },
        "file": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "encoding": {"enum": @ENCODINGS@},
            "delimiter": {"enum": @DELIMITERS@},
            "quotes": {"type": "boolean"},
            "skip": {"type": "integer", "minimum": 0, "maximum": 1000},
            "headings": {"type": "boolean"},
            "widths": {
              "type": "object",
              "minProperties": 1,
              "maxProperties": 1,
              "additionalProperties": false,
              "properties": {"bytes": {"$ref": "#/$defs/widths"}, "characters": {"$ref": "#/$defs/widths"}}
            },
            "records": {"type": "string"},
            "trailer": {
              "type": "object",
              "required": ["column"],
              "oneOf": [{"required": ["is"]}, {"required": ["isNot"]}],
              "dependentRequired": {"total": ["of"], "of": ["total"]},
              "additionalProperties": false,
              "properties": {
                "column": {"$ref": "#/$defs/column"},
                "is": {"$ref": "#/$defs/strings"},
                "isNot": {"$ref": "#/$defs/strings"},
                "count": {"$ref": "#/$defs/column"},
                "total": {"$ref": "#/$defs/column"},
                "of": {"$ref": "#/$defs/recipe"}
              }
            },
            "notRecords": {
              "type": "array",
              "items": {"anyOf": [{"const": "headings"}, {"$ref": "#/$defs/condition"}]}
            },
            "endOfFileByte": {"type": "string", "pattern": "^[0-9A-Fa-f]{2}$"}
          }
        },
        "widths": {"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 1, "maximum": 10000}},
        "recipes": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/recipe"}},
        "recipe": {
          "anyOf": [
            {"$ref": "#/$defs/column"},
            {
              "type": "object",
              "oneOf": [
                {"required": ["column"]}, {"required": ["constant"]}, {"required": ["first"]}, {"required": ["join"]},
                {"required": ["field"]}
              ],
              "additionalProperties": false,
              "properties": {
                "column": {"$ref": "#/$defs/column"},
                "constant": {"type": "string"},
                "first": {"$ref": "#/$defs/recipes"},
                "join": {"$ref": "#/$defs/recipes"},
                "with": {"type": "string"},
                "field": {"enum": @FIELD@},
                "part": {
                  "type": "object",
                  "oneOf": [{"required": ["split", "number"]}, {"required": ["from"]}, {"required": ["pattern", "group"]}],
                  "additionalProperties": false,
                  "properties": {
                    "split": {"type": "string", "minLength": 1},
                    "number": {"type": "integer", "not": {"const": 0}},
                    "from": {"type": "integer", "minimum": 1},
                    "to": {"type": "integer", "minimum": 1},
                    "pattern": {"type": "string"},
                    "group": {"type": "string"}
                  }
                },
                "trim": {"type": "string"},
                "nothing": {"$ref": "#/$defs/strings"},
                "table": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
                "width": {
                  "anyOf": [{"enum": @WIDTHS@}, {"type": "array", "minItems": 1, "items": {"enum": @WIDTHS@}}]
                },
                "date": {"anyOf": [{"enum": @DATES@}, {"type": "array", "minItems": 1, "items": {"enum": @DATES@}}]},
                "number": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "point": {"type": "boolean"},
                    "exponent": {"type": "boolean"},
                    "sign": {"type": "boolean"},
                    "decimals": {"type": "integer", "minimum": 0, "maximum": 9},
                    "zoned": {"type": "boolean"},
                    "scale": {"type": "integer", "minimum": 1, "maximum": 1000000}
                  }
                },
                "pad": {
                  "type": "object",
                  "required": ["length"],
                  "additionalProperties": false,
                  "properties": {
                    "length": {"type": "integer", "minimum": 1, "maximum": 100},
                    "with": {"type": "string", "minLength": 1, "maxLength": 1}
                  }
                },
                "default": {"type": "string"},
                "guess": {"type": "string"}
              }
            }
          ]
        }
      }
    }

    """#
}
