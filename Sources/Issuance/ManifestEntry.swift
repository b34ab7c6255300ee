import Diagnostics
import Digests
import House
package import Papers
package import Register
import StrictJSON

/// A line of manifest.jsonl: one issued document.
///
///     {"number":"44-07-0012345-00","change":0,"document":"certificate","path":"44-07-0012345-00/44-07-…",
///      "sha256":"9f86…","bytes":51234,"pages":1,"form":"certificate","formVersion":1,"standard":"PDF/A-2a"}
///
/// The manifest says what stands in an output folder. The register keeps the same of each paper over all folders: an
/// entry is made from a register row (`init(_:)`), and a new row from an entry (`RunConfiguration.newPaper`).
package struct ManifestEntry: Sendable, Hashable {
  package var number: String
  /// The change count; 0 for the first certificate of a contract.
  package var change: Int
  package var document: String
  /// Relative to the output folder.
  package var path: String
  /// SHA-256 of the file, in lower-case hexadecimal.
  package var digest: String
  package var bytes: Int
  package var pages: Int
  package var form: String
  package var formEdition: Int
  package var packaging: FilePackaging

  package init(
    number: String, change: Int, document: String, path: String, digest: String, bytes: Int, pages: Int, form: String,
    formEdition: Int, packaging: FilePackaging = FilePackaging()
  ) {
    self.number = number
    self.change = change
    self.document = document
    self.path = path
    self.digest = digest
    self.bytes = bytes
    self.pages = pages
    self.form = form
    self.formEdition = formEdition
    self.packaging = packaging
  }

  /// The line, with its end. An encrypted paper has no `standard`, because PDF/A forbids encryption, but has
  /// `unprotectedSha256`: encrypting a paper again gives other bytes, so only the digest from before is comparable.
  package var line: String {
    var members: [(key: String, json: String?)] = [
      ("number", JSONWriter.literal(number)),
      ("change", String(change)),
      ("document", JSONWriter.literal(document)),
      ("path", JSONWriter.literal(path)),
      ("sha256", JSONWriter.literal(digest)),
      ("bytes", String(bytes)),
      ("pages", String(pages)),
      ("form", JSONWriter.literal(form)),
      ("formVersion", String(formEdition)),
      ("standard", fileExtension == "pdf" ? packaging.standard.map(JSONWriter.literal) : nil),
    ]
    if let unprotected = packaging.unencrypted {
      members.append(("protection", JSONWriter.literal(Self.encryption)))
      members.append(("unprotectedSha256", JSONWriter.literal(unprotected.hexadecimal)))
      if packaging.hasRecord { members.append(("attached", "true")) }
    }
    return JSONWriter.object(members) + "\n"
  }

  /// `pdf`, or `eml` of a message.
  var fileExtension: String { path.hasSuffix(".eml") ? OutputDocument.messageExtension : "pdf" }

  /// How protected papers are encrypted.
  private static let encryption = "AES-256"

  /// What the register knows the paper by.
  var identity: PaperIdentity { PaperIdentity(number: number, change: change, document: document) }

  /// Whether the bytes are those of the paper that was issued.
  package func matches(_ content: [UInt8]) -> Bool {
    content.count == bytes && ContentDigest(of: content).hexadecimal == digest
  }
}

extension PaperNaming {
  /// The manifest line of a paper of this record.
  ///
  /// - Parameter digest: SHA-256 of the file, in hexadecimal.
  package func entry(of paper: IssuedFile, digest: String) -> ManifestEntry {
    ManifestEntry(
      number: number, change: change, document: paper.document,
      path: name(of: paper.document, fileExtension: paper.fileExtension).path, digest: digest,
      bytes: paper.bytes.count, pages: paper.pages, form: paper.form, formEdition: paper.formEdition,
      packaging: paper.packaging)
  }
}

extension ManifestEntry {
  /// Reads a line of a manifest; nil when it is not one.
  package init?(line: some Collection<UInt8>) {
    guard let node = try? JSONParser.parse(line),
      let number = node["number"]?.string, let change = node["change"]?.count,
      let document = node["document"]?.string,
      let path = node["path"]?.string, let digest = node["sha256"]?.string, let bytes = node["bytes"]?.count,
      let pages = node["pages"]?.count, let form = node["form"]?.string,
      let formEdition = node["formVersion"]?.count
    else { return nil }
    self.init(
      number: number, change: change, document: document, path: path, digest: digest, bytes: bytes, pages: pages,
      form: form, formEdition: formEdition,
      packaging: FilePackaging(
        hasRecord: node["standard"]?.string == "PDF/A-3a" || node["attached"]?.bool == true,
        unencrypted: node["unprotectedSha256"]?.string.flatMap { ContentDigest(hexadecimal: $0) }))
  }
}

extension ManifestEntry {
  /// The manifest line of the paper of a register row; nil for a row that has no paper.
  init?(_ row: RegisterRow) {
    guard let paper = row.paper else { return nil }
    self.init(
      number: row.identity.number, change: row.identity.change, document: row.identity.document, path: paper.path,
      digest: paper.digest.hexadecimal, bytes: paper.bytes, pages: paper.pages, form: paper.form,
      formEdition: paper.edition, packaging: paper.packaging)
  }
}

extension RunConfiguration {
  /// The register row of a paper that was written.
  ///
  /// - Parameter supersedes: the row of the paper that it replaces.
  package func newPaper(_ entry: ManifestEntry, supersedes: Int64?) -> NewPaper {
    NewPaper(
      identity: entry.identity, form: entry.form,
      edition: entry.formEdition, formDigest: formDigests[entry.form] ?? sources.digest, format: EngineVersion.format,
      path: entry.path,
      digest: ContentDigest(hexadecimal: entry.digest) ?? ContentDigest(of: entry.digest), bytes: entry.bytes,
      pages: entry.pages, packaging: entry.packaging, supersedes: supersedes)
  }
}
