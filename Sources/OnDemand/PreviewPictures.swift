import HostSystem
import Reporting

/// The pictures of one look, and where they go.
struct PreviewPictures {
  /// Of the first page.
  let path: String
  let pages: [[UInt8]]
  let mode: FileMode

  /// The file of each page, in order.
  var paths: [String] {
    let (folder, name) = OutputFile.folderAndName(of: path)
    let prefix = path.contains("/") ? "\(folder)/" : ""
    return pages.indices.map { prefix + Rendering.numbered(name, $0 + 1) }
  }

  /// Writes every page whole, so that a viewer never sees half of one.
  func write() throws(RunFailure) {
    do {
      for (path, page) in zip(paths, pages) { try OutputFile.write(page, mode: mode, to: path) }
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }
}
