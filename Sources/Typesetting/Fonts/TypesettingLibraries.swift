import CHarfBuzz
import CQRencode

/// The versions of the libraries that shape and encode: another one may come to other pages.
package enum TypesettingLibraries {
  package static var harfBuzz: String { String(cString: hb_version_string()) }

  package static var qrencode: String { String(cString: QRcode_APIVersionString()) }
}
