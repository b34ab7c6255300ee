import StrictJSON
import Testing

/// What RFC 8259 allows, named as in JSONTestSuite; the texts are our own.
@Suite struct AcceptedTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var json: String
    var value: JSONValue
    init(_ name: String, _ json: String, _ value: JSONValue) {
      (self.name, self.json, self.value) = (name, json, value)
    }
    var testDescription: String { name }
  }

  private static func list(_ values: JSONValue...) -> JSONValue { .array(values.map { JSONNode($0, byte: 0) }) }
  private static func object(_ members: (String, JSONValue)...) -> JSONValue {
    .object(members.map { JSONMember(key: $0.0, keyByte: 0, node: JSONNode($0.1, byte: 0)) })
  }

  static let cases: [Case] = [
    Case("y_array_empty", "[]", list()),
    Case("y_array_arraysWithSpaces", "[[]   ]", list(list())),
    Case("y_array_heterogeneous", #"[null, 1, "1", {}]"#, list(.null, .number("1"), .string("1"), object())),
    Case("y_array_with_several_null", "[1,null,null,2]", list(.number("1"), .null, .null, .number("2"))),
    Case("y_array_with_leading_and_trailing_space", " [1] ", list(.number("1"))),
    Case("y_number", "[123e65]", list(.number("123e65"))),
    Case("y_number_0e+1", "[0e+1]", list(.number("0e+1"))),
    Case("y_number_minus_zero", "[-0]", list(.number("-0"))),
    Case("y_number_real_capital_e_neg_exp", "[1E-2]", list(.number("1E-2"))),
    Case("y_number_real_fraction_exponent", "[123.456e78]", list(.number("123.456e78"))),
    Case(
      "y_number_long_is_kept_exactly", "[104309999.99999999999999999]", list(.number("104309999.99999999999999999"))),
    Case("y_object_basic", #"{"工事":"名"}"#, object(("工事", .string("名")))),
    Case("y_object_empty_key", #"{"":0}"#, object(("", .number("0")))),
    Case("y_object_escaped_null_in_key", #"{"foo\u0000bar": 42}"#, object(("foo\u{0}bar", .number("42")))),
    Case(
      "y_object_canonically_equal_keys_differ", "{\"\u{304C}\":1,\"\u{304B}\u{3099}\":2}",
      object(("\u{304C}", .number("1")), ("\u{304B}\u{3099}", .number("2")))),
    Case("y_object_with_newlines", "{\r\n\t\"a\"\n:\n1\n}", object(("a", .number("1")))),
    Case("y_string_allowed_escapes", #"["\"\\\/\b\f\n\r\t"]"#, list(.string("\"\\/\u{8}\u{C}\n\r\t"))),
    Case("y_string_unicode_escape", #"["\u65e5\u672C"]"#, list(.string("日本"))),
    Case("y_string_accepted_surrogate_pair", #"["\uD842\uDFB7"]"#, list(.string("𠮷"))),
    Case("y_string_noncharacter", #"["\uFFFF"]"#, list(.string("\u{FFFF}"))),
    Case("y_string_double_escape_n", #"["\\n"]"#, list(.string("\\n"))),
    Case("y_string_del_character", "[\"\u{7F}\"]", list(.string("\u{7F}"))),
    Case("y_string_u+2028_line_sep", "[\"\u{2028}\"]", list(.string("\u{2028}"))),
    Case("y_string_ivs", "[\"葛\u{E0100}\"]", list(.string("葛\u{E0100}"))),
    Case("y_structure_lonely_string", "\"asd\"", .string("asd")),
    Case("y_structure_lonely_int", "42", .number("42")),
    Case("y_structure_lonely_null", "null", .null),
    Case("y_structure_lonely_true", "true", .bool(true)),
    Case("y_structure_lonely_false", " false\n", .bool(false)),
    Case("y_structure_string_empty", "\"\"", .string("")),
  ]

  @Test(arguments: cases) func isRead(_ item: Case) throws {
    #expect(try JSONParser.parse(item.json.utf8).value.withoutPlaces == item.value)
  }

  @Test func nestingIsReadToItsLimitAndNoDeeper() throws {
    let depth = JSONParser.depthLimit
    _ = try JSONParser.parse((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONFault(.tooDeep(limit: depth), at: depth)) { try JSONParser.parse(deep.utf8) }
  }

  @Test func placesAreBytesOfTheFile() throws {
    let node = try JSONParser.parse(#"{"発": [1, "二"]}"#.utf8, offset: 100)
    #expect(node.byte == 100)
    #expect(node.members?.first?.keyByte == 101)
    #expect(node["発"]?.byte == 108)
    #expect(node["発"]?.array?.map(\.byte) == [109, 112])
  }
}

extension JSONValue {
  /// The value with every place set to 0, for comparison.
  fileprivate var withoutPlaces: JSONValue {
    switch self {
    case .array(let nodes): .array(nodes.map { JSONNode($0.value.withoutPlaces, byte: 0) })
    case .object(let members):
      .object(members.map { JSONMember(key: $0.key, keyByte: 0, node: JSONNode($0.node.value.withoutPlaces, byte: 0)) })
    default: self
    }
  }
}
