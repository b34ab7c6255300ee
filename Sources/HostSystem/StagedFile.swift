import Glibc

/// A whole file that waits, under a name that only this program uses, to be given its final one.
///
/// A run stages its papers, enters them in the register, and installs them afterwards. So a paper never stands under
/// its final name, or takes the place of another, without its row. What a killed run left staged is told from the rows
/// by its digest: with a row it is still to be installed, without one it was never issued.
///
///     let file = try output.stage(bytes, mode: .shared)
///     try output.sync()
///     // … enter it in the register …
///     try output.install(file, as: "certificate.pdf", in: try output.subfolder("44-07-0012345"))
package struct StagedFile: Sendable, Hashable {
  /// How the name of every staged file begins. They stand directly in the output folder.
  package static let prefix = ".shosho-new-"

  package let name: String
}

extension Folder {
  /// Writes a whole file under a name of its own.
  ///
  /// - Parameter mode: the mode that it will have under its final name.
  package func stage(_ bytes: [UInt8], mode: FileMode) throws(FileFault) -> StagedFile {
    let file = StagedFile(name: StagedFile.prefix + GrowingFile.uniqueSuffix())
    try write(bytes, as: file.name, mode: mode)
    return file
  }

  /// Gives a staged file its final name, in this folder or in `target`, replacing what has that name.
  package func install(_ file: StagedFile, as name: String, in target: Folder? = nil) throws(FileFault) {
    guard renameat(descriptor.number, file.name, (target ?? self).descriptor.number, name) == 0 else {
      throw FileFault(.rename, "\((target ?? self).path)/\(name)")
    }
  }

  /// Removes a staged file that is not to be installed.
  package func discard(_ file: StagedFile) throws(FileFault) {
    try remove(file.name)
  }

  /// What is staged in this folder, by this process or one that was killed.
  package func stagedFiles() throws(FileFault) -> [StagedFile] {
    try names().filter { $0.hasPrefix(StagedFile.prefix) }.map(StagedFile.init)
  }
}
