import Glibc

/// The sRGB colour space as the smallest ICC profile that says it: version 2, a matrix and one curve for all three channels.
///
/// Made here rather than taken from a system package: 524 bytes instead of several thousand in every file.
enum ColourProfile {
  /// The profile packed, once for all files.
  static let packed = Result { () throws(PDFFault) in try Deflate.compress(bytes, level: 12) }

  static let bytes: [UInt8] = {
    let tags: [(String, [UInt8])] = [
      ("desc", description("sRGB")),
      ("cprt", text("CC0")),
      ("wtpt", xyz(0.9642, 1, 0.8249)),
      ("rXYZ", xyz(0.436066, 0.222488, 0.013916)),
      ("gXYZ", xyz(0.385147, 0.716873, 0.097076)),
      ("bXYZ", xyz(0.143066, 0.060608, 0.714096)),
      ("rTRC", curve),
    ]
    var table: [UInt8] = big(UInt32(tags.count + 2))
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * (tags.count + 2)
    for (name, content) in tags {
      let entry = big(UInt32(start + data.count)) + big(UInt32(content.count))
      table += Array(name.utf8) + entry
      // The three channels share one curve.
      if name == "rTRC" { table += Array("gTRC".utf8) + entry + Array("bTRC".utf8) + entry }
      data += content
      while data.count % 4 != 0 { data.append(0) }
    }
    return header(size: start + data.count) + table + data
  }()

  /// ICC.1:2001 6.1, with a fixed date.
  private static func header(size: Int) -> [UInt8] {
    var header = big(UInt32(size)) + [0, 0, 0, 0] + [2, 0x10, 0, 0] + Array("mntrRGB XYZ ".utf8)
    header += [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]  // 1 January 2000
    header += Array("acsp".utf8) + [UInt8](repeating: 0, count: 24)
    header += [0, 0, 0, 0]  // perceptual
    header += fixed(0.9642) + fixed(1) + fixed(0.8249)
    return header + [UInt8](repeating: 0, count: 128 - header.count)
  }

  /// 42 points of the transfer function of IEC 61966-2-1.
  private static var curve: [UInt8] {
    let points = 42
    var bytes = Array("curv".utf8) + [0, 0, 0, 0] + big(UInt32(points))
    for index in 0..<points {
      let signal = Double(index) / Double(points - 1)
      let light = signal <= 0.04045 ? signal / 12.92 : pow((signal + 0.055) / 1.055, 2.4)
      let value = UInt16((light * 65535).rounded())
      bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
    return bytes
  }

  private static func description(_ name: String) -> [UInt8] {
    let ascii = Array(name.utf8) + [0]
    return Array("desc".utf8) + [0, 0, 0, 0] + big(UInt32(ascii.count)) + ascii
      + [UInt8](repeating: 0, count: 8 + 3 + 67)
  }

  private static func text(_ text: String) -> [UInt8] { Array("text".utf8) + [0, 0, 0, 0] + Array(text.utf8) + [0] }

  private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
    Array("XYZ ".utf8) + [0, 0, 0, 0] + fixed(x) + fixed(y) + fixed(z)
  }

  /// s15Fixed16Number.
  private static func fixed(_ number: Double) -> [UInt8] { big(UInt32((number * 65536).rounded())) }

  private static func big(_ number: UInt32) -> [UInt8] {
    [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
  }
}
