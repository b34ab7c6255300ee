import Glibc
import PDFFile
import Testing

@Suite struct FinishingTests {
  @Test func write() throws {
    for (name, bytes) in [
      ("finished", try SampleFile.finished(pages: 2)),
      (
        "attached",
        try SampleFile.finished(attachment: Attachment(name: "record.json", description: "記載事項", bytes: Array("{\"a\":1}".utf8)))
      ),
    ] {
      if let folder = getenv("SHOSHO_SAMPLES") {
        let file = fopen(String(cString: folder) + "/\(name).pdf", "wb")
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
      }
    }
  }
}
