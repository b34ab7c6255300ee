import Typesetting

/// The papers that a form can name: ISO 216's A sizes and JIS P 0138's B sizes, upright and on their side.
enum PageSize {
  /// Width and height by name.
  static let sizes: KeyValuePairs<String, (width: Length, height: Length)> = [
    "A3": (.mm(297), .mm(420)), "A4": (.mm(210), .mm(297)), "A5": (.mm(148), .mm(210)),
    "B4": (.mm(257), .mm(364)), "B5": (.mm(182), .mm(257)),
    "A3-landscape": (.mm(420), .mm(297)), "A4-landscape": (.mm(297), .mm(210)), "A5-landscape": (.mm(210), .mm(148)),
    "B4-landscape": (.mm(364), .mm(257)), "B5-landscape": (.mm(257), .mm(182)),
  ]
}
