import Forms
import PDFInspection
import PDFText
import Records
import StrictJSON

/// What takes bytes from outside. Whatever they are there is an answer: a value or a refusal, never a trap, and no
/// memory or time without bound.
public enum FuzzEntry: String, CaseIterable, Sendable {
  /// A whole PDF, as it comes.
  case pdf
  /// The objects of a PDF. The cross-references to them are made here, or hardly any change of the bytes would get past
  /// those.
  case objects
  /// The content of a page, the character map of its font, the metadata: each in a PDF that is otherwise sound.
  case content
  case map
  case metadata
  /// Edits to a paper: `PaperMutator`.
  case paper
  /// Records; the first byte chooses format and encoding.
  case records
  /// A file of rules, or the list of fonts.
  case json
  /// A form file.
  case form

  /// Reads the bytes and drops the answer.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .pdf: Self.judge(bytes)
    case .objects: Self.judge(PDFScaffold.file(objects: bytes))
    case .content:
      Self.readText(PDFScaffold.page(content: bytes))
    case .map: Self.readText(PDFScaffold.page(map: bytes))
    case .metadata: _ = try? Verifier.verify(PDFScaffold.page(metadata: bytes))
    case .paper: Self.judge(PaperMutator.paper(editedBy: bytes))
    case .records: Self.readRecords(bytes)
    case .json: _ = try? JSONParser.parse(bytes)
    case .form: _ = try? FormLibrary(forms: [FormSource(name: "form.xml", bytes: bytes)], parts: [])
    }
  }

  private static func judge(_ file: [UInt8]) {
    _ = try? Verifier.verify(file)
    readText(file)
  }

  /// The text of a PDF; nil when it is refused.
  public static func text(of file: [UInt8]) -> String? {
    (try? TextReader.pages(of: file)).map { String(decoding: $0.joined(), as: UTF8.self) }
  }

  private static func readText(_ file: [UInt8]) { _ = try? TextReader.pages(of: file) }

  private static func readRecords(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let formats = RecordFormat.allCases
    let encodings = ["utf-8", "cp932", "utf-16le", "utf-16be", nil]
    let options = ReadingOptions(
      encoding: encodings[Int(choice) / formats.count % encodings.count].flatMap { StatedEncoding(name: $0) },
      format: formats[Int(choice) % formats.count])
    guard var reader = try? RecordReader(MemorySource(bytes.dropFirst()), file: "records", options: options) else {
      return
    }
    // No input has more records than bytes.
    for _ in 0...bytes.count { if (try? reader.next()) == nil { return } }
    preconditionFailure("more records than bytes")
  }
}

extension FuzzEntry {
  /// A paper with edits to it, for the tests of the mutator.
  public static func paper(editedBy bytes: [UInt8]) -> [UInt8] { PaperMutator.paper(editedBy: bytes) }
}
