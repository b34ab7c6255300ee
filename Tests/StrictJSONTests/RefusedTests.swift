import Diagnostics
import StrictJSON
import Testing

/// What RFC 8259 does not allow, named as in JSONTestSuite; the texts are our own. Each is refused for its reason at
/// its byte.
@Suite struct RefusedTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var fault: JSONFault
    init(_ name: String, _ json: String, _ reason: JSONFault.Reason, at byte: Int) {
      self.init(name, Array(json.utf8), reason, at: byte)
    }
    init(_ name: String, _ bytes: [UInt8], _ reason: JSONFault.Reason, at byte: Int) {
      (self.name, self.bytes, fault) = (name, bytes, JSONFault(reason, at: byte))
    }
    var testDescription: String { name }
  }

  private static func sign(_ scalar: Unicode.Scalar) -> JSONFault.Reason { .unexpectedByte(UInt8(ascii: scalar)) }
  private static func inString(_ bytes: UInt8...) -> [UInt8] { Array("[\"a".utf8) + bytes + Array("\"]".utf8) }

  static let structure: [Case] = [
    Case("n_structure_no_data", "", .unexpectedEnd, at: 0),
    Case("n_structure_whitespace_only", " \n", .unexpectedEnd, at: 2),
    Case("n_structure_UTF8_BOM", "\u{FEFF}{}", .unexpectedByte(0xEF), at: 0),
    Case("n_structure_double_array", "[][]", .trailingBytes, at: 2),
    Case("n_structure_object_with_trailing_garbage", #"{"a":1} x"#, .trailingBytes, at: 8),
    Case("n_structure_object_with_comment", #"{"a":/*b*/1}"#, sign("/"), at: 5),
    Case("n_structure_unclosed_array", "[1", .unexpectedEnd, at: 2),
    Case("n_structure_unclosed_object", #"{"a":1"#, .unexpectedEnd, at: 6),
    Case("n_structure_close_unopened_array", "1]", .trailingBytes, at: 1),
    Case("n_structure_end_array", "]", sign("]"), at: 0),
    Case("n_structure_null-byte-outside-string", "[\u{0}]", .unexpectedByte(0), at: 1),
    Case("n_structure_whitespace_formfeed", "[\u{C}]", .unexpectedByte(0x0C), at: 1),
    Case("n_structure_U+2060_word_joined", "[\u{2060}]", .unexpectedByte(0xE2), at: 1),
    Case("n_structure_full_width_bracket", "［］", .unexpectedByte(0xEF), at: 0),
    Case("n_array_extra_comma", #"["",]"#, sign("]"), at: 4),
    Case("n_array_double_comma", "[1,,2]", sign(","), at: 3),
    Case("n_array_just_comma", "[,]", sign(","), at: 1),
    Case("n_array_missing_value", "[   , 1]", sign(","), at: 4),
    Case("n_array_colon_instead_of_comma", #"["": 1]"#, sign(":"), at: 3),
    Case("n_array_inner_array_no_comma", "[3[4]]", sign("["), at: 2),
    Case("n_array_closed_by_brace", "[1}", sign("}"), at: 2),
    Case("n_object_trailing_comma", #"{"id":0,}"#, sign("}"), at: 8),
    Case("n_object_two_commas_in_a_row", #"{"a":1,,"b":2}"#, sign(","), at: 7),
    Case("n_object_missing_colon", #"{"a" 1}"#, sign("1"), at: 5),
    Case("n_object_missing_value", #"{"a":"#, .unexpectedEnd, at: 5),
    Case("n_object_missing_key", #"{:1}"#, sign(":"), at: 1),
    Case("n_object_unquoted_key", "{a:1}", sign("a"), at: 1),
    Case("n_object_single_quote", "{'a':0}", sign("'"), at: 1),
    Case("n_object_non_string_key", "{1:1}", sign("1"), at: 1),
    Case("n_object_comma_instead_of_colon", #"{"a",1}"#, sign(","), at: 4),
    Case("n_object_duplicated_key", #"{"a":1,"a":1}"#, .duplicateKey("a"), at: 7),
    Case("n_object_duplicated_key_by_escape", #"{"a":1,"\u0061":2}"#, .duplicateKey("a"), at: 7),
    Case(
      "n_object_duplicated_key_among_many", "{" + (0..<40).map { "\"k\($0)\":0," }.joined() + "\"k3\":1}",
      .duplicateKey("k3"), at: 311),
  ]

  static let words: [Case] = [
    Case("n_structure_capitalized_True", "[True]", sign("T"), at: 1),
    Case("n_incomplete_true", "[tru]", .badLiteral, at: 1),
    Case("n_incomplete_null_at_the_end", "nul", .unexpectedEnd, at: 3),
    Case("n_literal_misspelt", "[folse]", .badLiteral, at: 1),
    Case("n_number_NaN", "[NaN]", sign("N"), at: 1),
    Case("n_number_infinity", "[Infinity]", sign("I"), at: 1),
    Case("n_number_minus_infinity", "[-Infinity]", .badNumber, at: 1),
    Case("n_number_plus", "[+1]", sign("+"), at: 1),
    Case("n_number_leading_zero", "[012]", .badNumber, at: 1),
    Case("n_number_neg_leading_zero", "[-012]", .badNumber, at: 1),
    Case("n_number_dot_first", "[.5]", sign("."), at: 1),
    Case("n_number_dot_last", "[1.]", .badNumber, at: 1),
    Case("n_number_empty_exponent", "[1e]", .badNumber, at: 1),
    Case("n_number_exponent_sign_alone", "[1e+]", .badNumber, at: 1),
    Case("n_number_minus_alone", "[-]", .badNumber, at: 1),
    Case("n_number_minus_alone_at_the_end", "-", .unexpectedEnd, at: 1),
    Case("n_number_hex", "[0x1]", sign("x"), at: 2),
    Case("n_number_grouped", "[1,000]", .badNumber, at: 3),
    Case("n_number_with_letter", "[1a]", sign("a"), at: 2),
    Case("n_number_full_width", "[１]", .unexpectedByte(0xEF), at: 1),
  ]

  static let strings: [Case] = [
    Case("n_string_unescaped_newline", "[\"a\nb\"]", .controlCharacter(0x0A), at: 3),
    Case("n_string_unescaped_tab", "[\"\t\"]", .controlCharacter(0x09), at: 2),
    Case("n_string_unescaped_nul", "[\"a\u{0}a\"]", .controlCharacter(0), at: 3),
    Case("n_string_unclosed", "[\"asd]", .unexpectedEnd, at: 6),
    Case("n_string_backslash_at_the_end", "[\"\\", .unexpectedEnd, at: 3),
    Case("n_string_escape_x", #"["\x00"]"#, .badEscape, at: 2),
    Case("n_string_escaped_emoji", "[\"\\🌀\"]", .badEscape, at: 2),
    Case("n_string_incomplete_escaped_character", #"["\u00A"]"#, .badEscape, at: 2),
    Case("n_string_escape_capital_u", #"["\U0041"]"#, .badEscape, at: 2),
    Case("n_string_full_width_digit_in_escape", "[\"\\u００４１\"]", .badEscape, at: 2),
    Case("n_string_1_surrogate_then_escape", #"["\uD800\n"]"#, .loneSurrogate, at: 2),
    Case("n_string_1_surrogate_then_scalar", #"["\uD800\u0041"]"#, .loneSurrogate, at: 2),
    Case("n_string_low_surrogate_alone", #"["\uDC00"]"#, .loneSurrogate, at: 2),
    Case("n_string_inverted_surrogates", #"["\uDD1E\uD834"]"#, .loneSurrogate, at: 2),
    Case("n_string_single_quote", "['a']", sign("'"), at: 1),
    Case("n_string_invalid_utf-8", inString(0xFF), .badUTF8, at: 3),
    Case("n_string_lone_continuation", inString(0x81), .badUTF8, at: 3),
    Case("n_string_overlong_2_bytes", inString(0xC0, 0xAF), .badUTF8, at: 3),
    Case("n_string_overlong_3_bytes", inString(0xE0, 0x80, 0xAF), .badUTF8, at: 3),
    Case("n_string_surrogate_in_utf-8", inString(0xED, 0xA0, 0x80), .badUTF8, at: 3),
    Case("n_string_beyond_U+10FFFF", inString(0xF4, 0x90, 0x80, 0x80), .badUTF8, at: 3),
    Case("n_string_truncated_utf-8", inString(0xE0, 0xFF), .badUTF8, at: 3),
    Case("n_string_cp932", inString(0x93, 0xFA, 0x96, 0x7B), .badUTF8, at: 3),
  ]

  @Test(arguments: structure + words + strings) func isRefused(_ item: Case) {
    #expect(throws: item.fault) { try JSONParser.parse(item.bytes) }
  }

  /// A file cut anywhere is refused, and never for another reason than that it is cut.
  @Test func everyCutIsACut() throws {
    let whole = Array(#"{"a":[1.5e3,-0,true,null,"\ud842\udfb7\n工事"],"b":{}}"#.utf8)
    _ = try JSONParser.parse(whole)
    for length in 0..<whole.count {
      let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(whole[..<length]) }
      let reasons: [JSONFault.Reason] = [.unexpectedEnd, .loneSurrogate]
      #expect(reasons.contains(fault?.reason ?? .trailingBytes), "\(length)")
    }
  }
}

@Test func aFaultIsPlacedByLineAndCharacter() throws {
  let bytes = Array("{\n \"工事\": 01\n}".utf8)
  let fault = try #require(throws: JSONFault.self) { try JSONParser.parse(bytes) }
  let diagnostic = fault.diagnostic("test.json", file: "a.json", bytes: bytes)
  #expect(diagnostic.location?.position == "a.json:2:8")
  #expect(diagnostic.location?.byte == 13)
}
