/// One file that a command was asked to write, wherever the user wants it.
package enum OutputFile {
  /// Writes `bytes` whole to `path`, or to standard output when it is `-`. Then the file is on the disk.
  package static func write(_ bytes: [UInt8], mode: FileMode, to path: String) throws(FileFault) {
    if path == "-" {
      if !StandardStream.output.write(bytes) { throw FileFault(.write, path) }
      return
    }
    let (folder, name) = parts(of: path)
    try Folder(makingAt: folder).write(bytes, as: name, mode: mode, isDurable: true)
  }

  /// `a/b.pdf` → `a`, `b.pdf`; a plain name stands in the working folder.
  package static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
