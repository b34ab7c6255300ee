import CCairo
import Typesetting

extension Canvas {
  func setColour(_ colour: Colour) {
    cairo_set_source_rgb(context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
  }
}
