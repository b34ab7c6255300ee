import Diagnostics
import DrawnDocument
import Fields
import PDFFinishing
import PDFSyntax
import Register

extension PaperMaker {
  /// A paper that is drawn and waits to become a file.
  struct DrawnPaper {
    let kind: OutputDocument
    let title: String
    let naming: PaperNaming
    let values: ValueTree
    let issuedOn: CalendarDate
    let drawn: DrawnPDF
  }

  /// A drawn paper as the file that an archive keeps, with its data when they are asked for.
  func archival(_ paper: DrawnPaper, attachesRecord: Bool) throws(PDFFault) -> (finish: PDFMetadata, bytes: [UInt8]) {
    let identifier = paper.naming.identifier(of: paper.kind.id)
    var author = ""
    if case .text(let name)? = paper.values["issuer.name"] { author = name }
    var finish = PDFMetadata(
      title: paper.title, identifier: identifier, author: author, issuedOn: paper.issuedOn)
    if attachesRecord {
      finish.attachment = Attachment(
        name: identifier.replacing("/", with: "-") + ".json",
        description: "この用紙の記載事項 / the fields that this paper prints",
        bytes: Array((PrintedRecord.json(of: paper.kind, values: paper.values) + "\n").utf8))
    }
    return (finish, try PDFFinisher.finish(paper.drawn, finish, packer: packer))
  }

  /// The same paper encrypted. Its metadata no longer claim PDF/A, so it is finished anew before.
  func protected(_ paper: DrawnPaper, _ finish: PDFMetadata, by password: Secret) throws(PDFFault) -> [UInt8] {
    var finish = finish
    finish.isArchival = false
    let bytes = try PDFFinisher.finish(paper.drawn, finish, packer: packer)
    return try password.open { text in
      Result { () throws(PDFFault) in try PDFProtector.protect(bytes, password: text) }
    }.get()
  }
}
