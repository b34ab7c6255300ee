import CDeflate
import DrawingSamples
import Glibc
import Testing

@testable import Drawing
@testable import Typesetting

@Suite struct PDFDrawingTests {
  @Test func aPageWithEverythingIsDrawn() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.stripped)
    let pdf = try drawer.pdf([SamplePages.certificate(), SamplePages.certificate(2)], outline: [OutlineEntry(title: "保証証書", page: 1)])
    #expect(pdf.bytes.starts(with: Array("%PDF-1.5".utf8)))
    if let folder = getenv("SHOSHO_SAMPLES") {
      let file = fopen(String(cString: folder) + "/drawn.pdf", "wb")
      fwrite(pdf.bytes, 1, pdf.bytes.count, file)
      fclose(file)
    }
  }
}
