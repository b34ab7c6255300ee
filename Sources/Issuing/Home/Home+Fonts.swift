import Crypto
import Diagnostics
package import Typesetting

extension Home {
  /// The fonts that fonts.json names, from Fonts/ or the system's font folders, each known by its SHA-256.
  package func readFonts() throws(RunFailure) -> FontStore {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: fontList)
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
    let paths = FontFiles.files(in: [fonts, FontFiles.system])
    do {
      return try FontStore(
        list: try FontList(json: bytes, file: shown(fontList)), load: { name in paths[name].flatMap(FontBytes.mapping) },
        digest: { Digest.hexadecimal(SHA256.hash(data: $0)) })
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }
}
