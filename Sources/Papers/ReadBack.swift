import Drawing
package import Layout
package import PDFSyntax
import PDFText
import Typesetting

/// The last check of a paper: the text that is read from its file, against the text that was set.
package enum ReadBack {
  /// - Throws: when a page of the file has another text than the page that was laid out. Such a file must not be
  ///   published.
  package static func compare(_ file: [UInt8], with pages: [Page]) throws(PDFFault) {
    let texts = try TextReader.pages(of: file)
    guard texts.count == pages.count else {
      throw PDFFault(.mismatch("\(texts.count) pages instead of \(pages.count)"), at: 0)
    }
    for (index, page) in pages.enumerated() {
      let text = page.readText
      guard texts[index] != text else { continue }
      let location = zip(texts[index], text).prefix { $0 == $1 }.count
      throw PDFFault(.mismatch("text of page \(index + 1) from byte \(location)"), at: 0)
    }
  }
}
