import HostSystem

extension Folder {
  /// How many papers stand in the folders of contracts inside: what a manifest must have lines for.
  func paperCount() throws(FileFault) -> Int {
    var count = 0
    for name in try names() where InputFile.isFolder("\(path)/\(name)") {
      count += try names(inSubfolder: name).count { $0.hasSuffix(".pdf") }
    }
    return count
  }
}
