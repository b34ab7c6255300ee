import Diagnostics
import Encodings
import Fields
import Forms
import Mapping
import PDFInspection
import PDFText
import Records
import StrictJSON
import Workbooks

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
  /// A mapping and, behind a NUL, a file that is read by it and from which a mapping is guessed.
  case mapping
  /// A workbook; by the first byte whole, or one part of a workbook that is otherwise sound.
  case workbook
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
    case .mapping: Self.readByMapping(bytes)
    case .workbook: Self.readWorkbook(bytes)
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
    let formats: [RecordFormat] = [.csv, .json, .jsonLines]
    let encodings = ["utf-8", "cp932", "utf-16le", "utf-16be", nil]
    let options = ReadingOptions(
      encoding: encodings[Int(choice) / formats.count % encodings.count].flatMap { StatedEncoding(name: $0) },
      format: formats[Int(choice) % formats.count])
    readToEnd(Array(bytes.dropFirst()), file: "records", options)
  }

  private static func readToEnd(_ bytes: [UInt8], file: String, _ options: ReadingOptions) {
    guard var reader = try? RecordReader(MemorySource(bytes), file: file, options: options) else { return }
    // No input has more records than bytes. A workbook is packed, but its rows are bounded.
    for _ in 0...(bytes.count + 1_048_576) {
      guard let record = try? reader.next() else { return }
      _ = reader.rejects.entry(for: record, reasons: record.row.diagnostics, in: .english)
      _ = record.json(masking: nil)
    }
    preconditionFailure("more records than bytes")
  }

  private static func readByMapping(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let input = parts.count == 2 ? Array(parts[1]) : []
    if let mapping = try? ColumnMapping(Array(parts[0]), file: "mapping.json") {
      readToEnd(input, file: "records", ReadingOptions(mapping: mapping))
    }
    if let sample = try? TableSample(MemorySource(input), file: "records", encoding: nil, format: nil) {
      let draft = MappingDraft(sample.layout)
      // What is guessed is a mapping.
      if (try? ColumnMapping(Array(draft.json.utf8), file: "draft.json")) == nil {
        preconditionFailure("the draft is no mapping")
      }
    }
  }

  private static func readWorkbook(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let changed = Array(bytes.dropFirst())
    var file = changed
    if Int(choice) % 6 > 0 {
      var parts = WorkbookScaffold.parts
      parts[Int(choice) % 6 - 1].bytes = changed
      file = WorkbookWriter.archive(of: parts) ?? []
    }
    readToEnd(file, file: "records.xlsx", ReadingOptions())
  }
}

extension FuzzEntry {
  /// A paper with edits to it, for the tests of the mutator.
  public static func paper(editedBy bytes: [UInt8]) -> [UInt8] { PaperMutator.paper(editedBy: bytes) }
}
