import CCairo
import DrawingSamples
import Layout
import Testing
import Typesetting

@testable import Drawing

@Suite struct PNGDrawingTests {
  /// Grey values of a row or column of pixels.
  struct Picture {
    let width: Int
    let height: Int
    private let pixels: [UInt32]

    init(_ png: [UInt8]) {
      final class Source {
        var rest: ArraySlice<UInt8>
        init(_ bytes: [UInt8]) { rest = bytes[...] }
      }
      let source = Source(png)
      let surface = cairo_image_surface_create_from_png_stream(
        { closure, data, length in
          let source = Unmanaged<Source>.fromOpaque(closure!).takeUnretainedValue()
          guard source.rest.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
          for index in 0..<Int(length) { data![index] = source.rest.removeFirst() }
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(source).toOpaque())
      defer { cairo_surface_destroy(surface) }
      width = Int(cairo_image_surface_get_width(surface))
      height = Int(cairo_image_surface_get_height(surface))
      let stride = Int(cairo_image_surface_get_stride(surface))
      let data = UnsafeRawPointer(cairo_image_surface_get_data(surface)!)
      let (width, height) = (width, height)
      pixels = (0..<height).flatMap { y in
        (0..<width).map { x in data.load(fromByteOffset: y * stride + x * 4, as: UInt32.self) }
      }
    }

    func column(_ x: Int) -> [UInt8] { (0..<height).map { UInt8(pixels[$0 * width + x] & 0xFF) } }
  }

  @Test func theSizeIsThePaperInDots() throws {
    let picture = Picture(try PageDrawer(fonts: HouseFonts.drawingFonts).png(SamplePages.certificate(), dpi: 72))
    #expect(picture.width == 595 && picture.height == 842)
  }

  /// A rule between two rows of pixels would be two grey rows.
  @Test(arguments: [0.15, 0.25, 0.35, 0.5, 0.7], [10.0, 10.1, 10.237, 33.3])
  func rulesStandOnWholePixels(weight: Double, y: Double) throws {
    let page = Page(
      width: .mm(50), height: .mm(50),
      underlay: [
        .stroke(Stroke(from: Point(.mm(5), .mm(y)), to: Point(.mm(45), .mm(y)), weight: .mm(weight), colour: .black))
      ])
    let picture = Picture(try PageDrawer(fonts: HouseFonts.drawingFonts).png(page, dpi: 110))
    let column = picture.column(picture.width / 2)
    #expect(column.allSatisfy { $0 == 0 || $0 == 255 })
    #expect(column.filter { $0 == 0 }.count == max(1, Int((weight / 25.4 * 110).rounded())))
  }

  /// Four pixels of which one is seen through: each keeps its place and colour, and the white of the paper shows where
  /// nothing is.
  @Test func picturesKeepTheirPixels() throws {
    let image = PixelImage(
      width: 2, height: 2, pixels: [0, 0, 200, 255] + [0, 0, 100, 255] + [0, 0, 0, 0] + [0, 0, 0, 128])
    let page = Page(
      width: .mm(50), height: .mm(50),
      underlay: [.image(image, Rectangle(x: .mm(10), y: .mm(10), width: .mm(20), height: .mm(20)))])
    let picture = Picture(try PageDrawer(fonts: HouseFonts.drawingFonts).png(page, dpi: 254))
    let (left, right) = (picture.column(150), picture.column(250))
    #expect(left[150] == 200 && left[250] == 255 && left[99] == 255 && left[310] == 255)
    #expect(right[150] == 100 && (126...128).contains(right[250]))
  }

  @Test func modulesAreSharp() throws {
    let page = Page(
      width: .mm(50), height: .mm(50),
      underlay: [
        .modules(
          [true, false, false, true], side: 2, Rectangle(x: .mm(10), y: .mm(10), width: .mm(20), height: .mm(20)),
          .black)
      ])
    let picture = Picture(try PageDrawer(fonts: HouseFonts.drawingFonts).png(page, dpi: 254))
    let column = picture.column(150)
    #expect(column[99] == 255 && column[101] == 0 && column[199] == 0 && column[201] == 255)
  }
}
