/// The fonts of an installation, read from fonts.json: which faces there are, which role tries which faces in which order, and the 外字.
package struct FontList: Sendable, Equatable {
  /// The only version of fonts.json that is read.
  package static let version = 1

  /// One face of one font file.
  package struct Face: Sendable, Equatable {
    /// Name within fonts.json.
    package var id: String
    package var family: String
    package var style: String
    /// File name without folder.
    package var file: String
    /// Index in a collection (.ttc), 0 in a plain font file.
    package var collectionIndex: Int
    /// SHA-256 of the file, lower-case hexadecimal.
    package var sha256: String
    /// Debian package that installs the file.
    package var package: String
    /// SPDX name of the licence.
    package var licence: String
  }

  /// A role that styles name, and the faces to try for each character, first to last.
  package struct Role: Sendable, Equatable {
    package var name: String
    package var chain: [FaceID]
    /// Whether the first face is loaded and checked at start; the others always wait for their first use.
    package var loadedAtStart: Bool
  }

  /// 外字: a private-use character that may be printed, because a face draws it and a text says what it is.
  package struct PrivateUse: Sendable, Equatable {
    package var scalar: Unicode.Scalar
    package var face: FaceID
    /// What copying and reading aloud give instead of the private code point.
    package var readable: String
  }

  /// A `FaceID` is an index here.
  package var faces: [Face]
  package var roles: [Role]
  package var privateUse: [PrivateUse]
}
