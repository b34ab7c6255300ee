package import Foundation

/// A file that papers are made from: a form, a shared part, a picture, a rules file, the list of fonts.
package struct SourceFile: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case form
    /// What forms include: styles, mast, foot, seal.
    case part
    /// Pictures that forms show.
    case image
    case rules
    case fonts
  }

  package var kind: Kind
  /// Relative to the home: `Templates/certificate.xml`.
  package var name: String
  package var bytes: Data
  package let digest: ContentDigest

  package init(_ kind: Kind, name: String, bytes: Data) {
    self.kind = kind
    self.name = name
    self.bytes = bytes
    digest = ContentDigest(of: bytes)
  }
}

/// All forms, rules and fonts in force at one time. The digest of a kind is that of its files' names and digests in the order of names.
package struct SourceSet: Sendable, Hashable {
  package let files: [SourceFile]

  package init(_ files: [SourceFile]) {
    self.files = files.sorted { a, b in
      a.kind == b.kind ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8) : a.kind.rawValue < b.kind.rawValue
    }
  }

  package func digest(of kinds: SourceFile.Kind...) -> ContentDigest {
    var input = ChainInput()
    for file in files where kinds.contains(file.kind) {
      input.add(file.kind.rawValue)
      input.add(file.name)
      input.add(file.digest)
    }
    return input.digest
  }

  package var rulesDigest: ContentDigest { digest(of: .rules) }
  package var fontsDigest: ContentDigest { digest(of: .fonts) }
  /// Of everything; the configuration is known by it.
  package var digest: ContentDigest { digest(of: .form, .part, .image, .rules, .fonts) }

  /// The file of this name, or nil.
  package subscript(name: String) -> SourceFile? {
    files.first { $0.name.utf8.elementsEqual(name.utf8) }
  }
}
