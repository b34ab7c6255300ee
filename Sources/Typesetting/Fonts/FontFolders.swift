/// Font files by exact name in given folders. Neither fontconfig nor the environment is asked: the caller names every folder.
package struct FontFolders: Sendable {
  package let folders: [String]

  package init(_ folders: [String]) {
    self.folders = folders
  }

  /// The first folder's file of that name, mapped, or nil. A name with a slash is never looked for.
  @Sendable package func load(_ fileName: String) -> FontBytes? {
    guard !fileName.isEmpty, !fileName.utf8.contains(UInt8(ascii: "/")) else { return nil }
    for folder in folders {
      if let bytes = FontBytes.mapping("\(folder)/\(fileName)") { return bytes }
    }
    return nil
  }
}
