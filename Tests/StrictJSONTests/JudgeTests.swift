import Foundation
import StrictJSON
import TestSupport
import Testing

/// Python's reader, told to be strict where it is not by itself, says the same of every text of both tables and of
/// random ones.
@Test func pythonAgrees() throws {
  let tables =
    AcceptedTests.cases.map { Array($0.json.utf8) }
    + (RefusedTests.structure + RefusedTests.words + RefusedTests.strings).map(\.bytes)
  var random = Seeded(seed: 1)
  let alphabet = Array("{}[]:,\"\\ \n019-+.eEtrufalsn日".utf8)
  let noise = (0..<400).map { _ in
    (0..<Int.random(in: 1...12, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
  }
  let texts = tables + noise
  let script = """
    import json, sys
    def pairs(p):
        if len({k for k, _ in p}) < len(p): raise ValueError('duplicate')
        return dict(p)
    def no(x): raise ValueError(x)
    def lone(v):
        if isinstance(v, str): v.encode('utf-8')
        elif isinstance(v, list): [lone(x) for x in v]
        elif isinstance(v, dict): [(lone(k), lone(x)) for k, x in v.items()]
    for line in sys.stdin:
        try:
            lone(json.loads(bytes.fromhex(line).decode('utf-8'), object_pairs_hook=pairs, parse_constant=no)); print(1)
        except (ValueError, RecursionError): print(0)
    """
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "-c", script]
  let input = Pipe()
  let output = Pipe()
  process.standardInput = input
  process.standardOutput = output
  try process.run()
  let lines = texts.map { text in text.map { String(format: "%02x", $0) }.joined() + "\n" }.joined()
  // The answers, two bytes a text, fit in a pipe's buffer: all can be written before any is read.
  try input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
  try input.fileHandleForWriting.close()
  let answers = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self).split(
    separator: "\n"
  ).map {
    $0 == "1"
  }
  process.waitUntilExit()
  try #require(answers.count == texts.count)
  for (text, answer) in zip(texts, answers) {
    let accepts = (try? JSONParser.parse(text)) != nil
    #expect(accepts == answer, "\(String(decoding: text, as: UTF8.self).debugDescription)")
  }
}
