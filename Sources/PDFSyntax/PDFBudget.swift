package import Diagnostics

/// What reading one file may cost. A file of a kilobyte can describe a gigabyte: streams expand a thousandfold, trees
/// name the same branch again and again, a line of a character map stands for 65,536 texts. So whoever walks over a
/// file takes from one budget what the walk costs, and keeps a set of the objects that it has visited. When something
/// is used up, the file is refused with a sentence that says what.
///
/// The aim is that no file of up to 1 MB takes more than a second or 64 MB. The limits grow with the file, because
/// a print file of a night has thousands of pages.
///
/// ```
/// let budget = PDFBudget(fileSize: 60_000)
/// try budget.take(data.count, of: .expandedBytes, at: 120)   // throws PDFFault(.limit(…)) when that is too much
/// ```
package final class PDFBudget {
  /// The table of the limits: `allowance` for every file, and one more for each `bytesForOneMore` bytes of it.
  package enum Resource: Int, CaseIterable, Sendable {
    /// Indirect objects that are kept after they were read: some 450 bytes each.
    case objects
    /// Bytes of streams, after their filters. A page is expanded each time that it is asked for.
    case expandedBytes
    /// Bytes of objects, and of values that are looked into. A value inside of others is looked into again with each of
    /// them, and one that many refer to with each of these.
    case scannedBytes
    /// Nodes of trees: of pages, structure, numbers and names, and the cells of tables.
    case nodes
    /// Codes of character maps, of widths of fonts and of glyphs, members of object streams, elements of arrays and
    /// entries of dictionaries that are kept; eight bytes each.
    case mapEntries
    /// Bytes of the text that is read off the pages.
    case textBytes
    /// Tags and attributes of XMP packets.
    case markup
    /// Operations of contents.
    case operations

    package var limit: (allowance: Int, bytesForOneMore: Double) {
      switch self {
      case .objects: (1 << 15, 32)
      case .expandedBytes: (1 << 23, 1.0 / 8)
      case .scannedBytes: (1 << 24, 1.0 / 16)
      case .nodes: (1 << 15, 32)
      case .mapEntries: (1 << 20, 4)
      case .textBytes: (1 << 24, 1.0 / 16)
      case .markup: (1 << 14, 128)
      case .operations: (1 << 19, 1)
      }
    }

    package var name: LocalizedText {
      switch self {
      case .objects: LocalizedText("オブジェクト", "objects")
      case .expandedBytes: LocalizedText("展開したストリームのバイト", "bytes of expanded streams")
      case .scannedBytes: LocalizedText("読んだオブジェクトと値のバイト", "bytes of objects and values")
      case .nodes: LocalizedText("木と表の節", "nodes of trees and tables")
      case .mapEntries: LocalizedText("フォントの符号と配列の要素", "codes of fonts and elements of arrays")
      case .textBytes: LocalizedText("文字のバイト", "bytes of text")
      case .markup: LocalizedText("XMPのタグと属性", "tags and attributes of XMP")
      case .operations: LocalizedText("内容の演算", "operations of contents")
      }
    }
  }

  private let fileSize: Int
  /// The first thing that was more than there is. Whoever goes on in spite of it looks here in the end.
  package private(set) var fault: PDFFault?
  private var taken = InlineArray<8, Int>(repeating: 0)

  package init(fileSize: Int) {
    self.fileSize = fileSize
  }

  package func limit(of resource: Resource) -> Int {
    let (allowance, bytesForOneMore) = resource.limit
    return allowance + Int(Double(fileSize) / bytesForOneMore)
  }

  /// How much of it is left.
  package func rest(of resource: Resource) -> Int { limit(of: resource) - taken[resource.rawValue] }

  /// Takes some of it; a negative amount is taken for more than there is.
  ///
  /// - Parameter offset: where in the file the need for it arose.
  package func take(_ amount: Int, of resource: Resource, at offset: Int) throws(PDFFault) {
    guard amount >= 0, amount <= rest(of: resource) else {
      let fault = PDFFault(.limit(resource, limit(of: resource)), at: offset)
      self.fault = self.fault ?? fault
      throw fault
    }
    taken[resource.rawValue] += amount
  }

  /// Refuses the file for another reason, where whoever finds it cannot throw.
  package func refuse(_ fault: PDFFault) { self.fault = self.fault ?? fault }

  /// Takes what looking at a value costs, since it may be looked at for each of the thousand objects that refer to it.
  /// A short one costs a few steps, whatever it says, and is free.
  package func takeLength(of value: PDFValue) throws(PDFFault) {
    if value.range.count > Self.freeLength { try take(value.range.count, of: .scannedBytes, at: value.offset) }
  }

  private static let freeLength = 64
}
