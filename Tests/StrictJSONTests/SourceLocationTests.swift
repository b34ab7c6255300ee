import Diagnostics
import StrictJSON
import Testing

@Test func aFaultIsPlacedByLineAndCharacter() throws {
  let bytes = Array("{\n \"工事\": 01\n}".utf8)
  let fault = try #require(throws: JSONFault.self) { try JSONParser.parse(bytes) }
  let diagnostic = fault.diagnostic("test.json", file: "a.json", bytes: bytes)
  #expect(diagnostic.location?.position == "a.json:2:8")
  #expect(diagnostic.location?.byte == 13)
}
