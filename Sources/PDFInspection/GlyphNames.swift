/// Names of glyphs (the Adobe Glyph List), as far as standard Latin text uses them.
enum GlyphNames {
  /// Whether the name says a character.
  static func isKnown(_ name: String) -> Bool {
    let base = name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
    if base.isEmpty { return false }
    if known.contains(base) { return true }
    if base.utf8.count == 1 { return base.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 } }
    // uni004E6587, u20BB7
    func isHexadecimal(_ digits: Substring.UTF8View) -> Bool {
      digits.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x46 ~= $0 }
    }
    if base.hasPrefix("uni") {
      let digits = base.dropFirst(3).utf8
      if !digits.isEmpty, digits.count % 4 == 0, isHexadecimal(digits) { return true }
    }
    let digits = base.dropFirst().utf8
    return base.hasPrefix("u") && 4...6 ~= digits.count && isHexadecimal(digits)
  }

  private static let known: Set<String> = Set(
    """
    space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma \
    hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question \
    at bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright asciitilde exclamdown \
    cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot registered \
    macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior \
    ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde \
    Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde \
    Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn \
    germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave \
    iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute \
    ucircumflex udieresis yacute thorn ydieresis OE oe Scaron scaron Ydieresis Zcaron zcaron florin circumflex tilde \
    endash emdash quoteleft quoteright quotesinglbase quotedblleft quotedblright quotedblbase dagger daggerdbl bullet \
    ellipsis perthousand guilsinglleft guilsinglright Euro trademark fi fl fraction dotlessi caron breve dotaccent ring \
    ogonek hungarumlaut Lslash lslash minus ff ffi ffl Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda \
    Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega alpha beta gamma delta epsilon zeta eta theta iota kappa \
    lambda nu xi omicron pi rho sigma tau upsilon phi chi psi omega infinity summation product radical integral \
    approxequal notequal lessequal greaterequal partialdiff lozenge apple nbspace sfthyphen universal existential \
    suchthat asteriskmath congruent therefore perpendicular radicalex theta1 sigma1 omega1 phi1 similar Upsilon1 minute \
    second club diamond heart spade arrowboth arrowleft arrowup arrowright arrowdown proportional equivalence \
    arrowvertex arrowhorizex carriagereturn aleph Ifraktur Rfraktur weierstrass circlemultiply circleplus emptyset \
    intersection union propersuperset reflexsuperset notsubset propersubset reflexsubset element notelement angle \
    gradient registerserif copyrightserif trademarkserif dotmath logicaland logicalor arrowdblboth arrowdblleft \
    arrowdblup arrowdblright arrowdbldown angleleft registersans copyrightsans trademarksans parenlefttp parenleftex \
    parenleftbt bracketlefttp bracketleftex bracketleftbt bracelefttp braceleftmid braceleftbt braceex angleright \
    integraltp integralex integralbt parenrighttp parenrightex parenrightbt bracketrighttp bracketrightex \
    bracketrightbt bracerighttp bracerightmid bracerightbt
    """.split(separator: " ").map(String.init))
}
