import Digests
import Register
import StrictJSON

extension ManifestEntry {
  /// A line as an earlier run wrote it, or nil when it is none.
  package init?(line: some Collection<UInt8>) {
    guard let node = try? JSONParser.parse(line),
      let number = node["number"]?.string, let change = node["change"]?.integer,
      let document = node["document"]?.string,
      let path = node["path"]?.string, let digest = node["sha256"]?.string, let bytes = node["bytes"]?.integer,
      let pages = node["pages"]?.integer, let form = node["form"]?.string,
      let formEdition = node["formVersion"]?.integer
    else { return nil }
    self.init(
      number: number, change: change, document: document, path: path, digest: digest, bytes: bytes, pages: pages,
      form: form,
      formEdition: formEdition,
      packaging: FilePackaging(
        hasRecord: node["standard"]?.string == "PDF/A-3a" || node["attached"]?.bool == true,
        unencrypted: node["unprotectedSha256"]?.string.flatMap { ContentDigest(hexadecimal: $0) }))
  }
}
