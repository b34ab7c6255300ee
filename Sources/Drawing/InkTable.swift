import Typesetting

/// The colours that Cairo draws pieces with. Each stands for a piece and the colour that the piece really has there, so
/// that whatever Cairo writes says which piece it belongs to: no piece has a colour of another. A change of colour also
/// makes Cairo state the place of a text anew, so that a piece does not depend on what was drawn before it.
struct InkTable {
  /// By the number that is shown as a colour, from 1 on: 0 is black, which Cairo might take for granted.
  private(set) var entries: [Entry] = [Entry(piece: -1, colour: .black)]

  struct Entry: Equatable {
    /// Index of the piece.
    let piece: Int
    let colour: Colour
  }

  /// The index of the piece that is being drawn.
  var piece = 0

  /// The number in the three bytes of a colour.
  static func number(_ colour: Colour) -> Int {
    Int(colour.red) << 16 | Int(colour.green) << 8 | Int(colour.blue)
  }

  /// The colour to give to Cairo for a colour of the present piece.
  mutating func shownColour(for colour: Colour) -> Colour {
    let entry = Entry(piece: piece, colour: colour)
    // A piece has few colours, and they are the last ones.
    var number = entries.count - 1
    while number > 0, entries[number].piece == piece, entries[number] != entry { number -= 1 }
    if entries[number] != entry {
      entries.append(entry)
      number = entries.count - 1
    }
    return Colour(UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255))
  }
}
