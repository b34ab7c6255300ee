import Digests
import House
import Papers
package import Register

extension RunConfiguration {
  /// A paper that was written, as the register takes it.
  package func newPaper(_ entry: ManifestEntry, supersedes: Int64?) -> NewPaper {
    NewPaper(
      identity: PaperIdentity(number: entry.number, change: entry.change, document: entry.document), form: entry.form,
      edition: entry.formEdition, formDigest: formDigests[entry.form] ?? sources.digest, format: EngineVersion.format,
      path: entry.path,
      digest: ContentDigest(hexadecimal: entry.digest) ?? ContentDigest(of: entry.digest), bytes: entry.bytes,
      pages: entry.pages,
      packaging: entry.packaging, supersedes: supersedes)
  }
}
