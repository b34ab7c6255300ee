import CCairo
import CDeflate
import Layout
import Typesetting

/// Path operators of a content stream (ISO 32000-1 8.5), printed from a Cairo path.
struct PathContent {
  private(set) var bytes: [UInt8] = []
  private var box = (left: Double.infinity, top: Double.infinity, right: -Double.infinity, bottom: -Double.infinity)

  init(_ path: UnsafePointer<cairo_path_t>, _ paint: OutlineDrawing.Paint, _ colour: Colour) {
    bytes.reserveCapacity(1 << 13)
    var margin = 0.0
    for component in [colour.red, colour.green, colour.blue] { write(Double(component) / 255) }
    switch paint {
    case .filled: write("rg\n")
    case .stroked(let weight):
      // A mitre reaches beyond the path, by the limit of 10 at most ten times half the weight.
      margin = weight.points * 5
      write("RG ")
      write(weight.points)
      write("w 0 J 0 j 10 M []0 d\n")
    }
    add(path)
    write(paint == .filled ? "f\n" : "S\n")
    if margin > 0 { box = (box.left - margin, box.top - margin, box.right + margin, box.bottom + margin) }
  }

  /// The drawing, or nil when nothing is in it or it cannot be packed.
  var prepared: PreparedDrawing? {
    guard box.left < box.right, box.top < box.bottom else { return nil }
    let room = cdeflate_bound(bytes.count)
    let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      count = bytes.withUnsafeBytes {
        cdeflate_compress($0.baseAddress, $0.count, output.baseAddress, room, Self.level)
      }
    }
    return packed.isEmpty ? nil : PreparedDrawing(box: [box.left, box.top, box.right, box.bottom], packed: packed)
  }

  /// It is packed once and stands in thousands of files.
  private static let level: Int32 = 12

  private mutating func add(_ path: UnsafePointer<cairo_path_t>) {
    var index = 0
    while index < Int(path.pointee.num_data) {
      let element = path.pointee.data + index
      switch element.pointee.header.type {
      case CAIRO_PATH_MOVE_TO: add(element, points: 1, "m\n")
      case CAIRO_PATH_LINE_TO: add(element, points: 1, "l\n")
      case CAIRO_PATH_CURVE_TO: add(element, points: 3, "c\n")
      default: write("h\n")
      }
      index += Int(element.pointee.header.length)
    }
  }

  private mutating func add(_ element: UnsafeMutablePointer<cairo_path_data_t>, points: Int, _ operation: StaticString)
  {
    for index in 1...points {
      let point = element[index].point
      box = (min(box.left, point.x), min(box.top, point.y), max(box.right, point.x), max(box.bottom, point.y))
      write(point.x)
      write(point.y)
    }
    write(operation)
  }

  private mutating func write(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A number with as many of three decimals as it needs, and a space. A thousandth of a point is finer than Cairo's own grid of 1/256.
  private mutating func write(_ number: Double) {
    let thousandths = Int((number * 1000).rounded())
    if thousandths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    bytes.append(contentsOf: String(whole).utf8)
    if rest > 0 {
      var decimals = Array(String(rest + 1000).utf8.dropFirst())
      while decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: decimals)
    }
    bytes.append(UInt8(ascii: " "))
  }
}
