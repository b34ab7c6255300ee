import CCairo
import CDeflate

/// The versions of the libraries that draw and compress. With another version a paper may have other bytes, so reports
/// state them.
package enum DrawingLibraries {
  package static var cairo: String { String(cString: cairo_version_string()) }

  package static var freeType: String { FreeTypeLibrary()?.version ?? "?" }

  package static var libdeflate: String { String(cString: cdeflate_version()) }
}

extension FreeTypeLibrary {
  fileprivate var version: String {
    withLibrary { library in
      var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
      FT_Library_Version(library, &major, &minor, &patch)
      return "\(major).\(minor).\(patch)"
    }
  }
}
