import CCairo

/// Collects what Cairo writes, in some two thousand pieces a paper.
final class ByteSink {
  /// Owned by the sink.
  private let buffer: UnsafeMutablePointer<Buffer>

  private struct Buffer {
    var start: UnsafeMutablePointer<UInt8>
    var count = 0
    var room: Int
  }

  init(capacity: Int = 1 << 17) {
    buffer = .allocate(capacity: 1)
    buffer.initialize(to: Buffer(start: .allocate(capacity: capacity), room: capacity))
  }

  deinit {
    buffer.pointee.start.deallocate()
    buffer.deallocate()
  }

  /// What was written so far.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: buffer.pointee.start, count: buffer.pointee.count)) }

  /// For Cairo's `closure` argument; the sink must outlive the surface.
  var closure: UnsafeMutableRawPointer { UnsafeMutableRawPointer(buffer) }

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let buffer = closure.assumingMemoryBound(to: Buffer.self)
    let (count, room) = (buffer.pointee.count, buffer.pointee.room)
    let needed = count + Int(length)
    if needed > room { grow(buffer, to: max(needed, 2 * room)) }
    (buffer.pointee.start + count).update(from: data, count: Int(length))
    buffer.pointee.count = needed
    return CAIRO_STATUS_SUCCESS
  }

  private static func grow(_ buffer: UnsafeMutablePointer<Buffer>, to room: Int) {
    let start = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    start.update(from: buffer.pointee.start, count: buffer.pointee.count)
    buffer.pointee.start.deallocate()
    (buffer.pointee.start, buffer.pointee.room) = (start, room)
  }
}
