/// One row of a CSV file, split but not decoded.
struct CSVRow: Sendable {
  /// A field's bytes, the outer quotation marks left out.
  struct Field: Sendable, Equatable {
    /// Indices into the row's bytes.
    var range: Range<Int>
    /// Line breaks in the row before the field.
    var linesBefore: Int
    /// It holds doubled quotation marks that each mean one.
    var hasDoubledQuotes: Bool
  }

  /// What RFC 4180 does not allow, or our limits do not. The field is counted from 0.
  struct Fault: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
      /// A quotation mark inside a field that does not begin with one.
      case bareQuote
      /// Something other than a comma or a line end after a closing quotation mark.
      case textAfterQuote
      /// The input ends inside a quoted field.
      case unclosedQuote
      /// Longer than `Limits.field`.
      case fieldTooLong
      /// Longer than `Limits.record`.
      case rowTooLong
    }
    var kind: Kind
    var field: Int
    /// Index into the row's bytes.
    var index: Int
  }

  /// The bytes without the line end; empty when the row is too long to keep.
  var bytes: [UInt8]
  var fields: [Field]
  /// How many fields the row has, also when they were too many to keep.
  var fieldCount: Int
  var fault: Fault?
  /// Where the row stands in the file, its line end left out.
  var location: Range<Int>
  /// The row's first line, from 1.
  var line: Int
  /// False for a last row that the input ends without a line break.
  var hasLineEnd: Bool

  /// Nothing at all between two line ends: not a row, but passed over.
  var isBlank: Bool { fieldCount == 1 && location.isEmpty }

  /// The field's bytes with doubled quotation marks made single.
  func content(of field: Field) -> ArraySlice<UInt8> {
    guard field.hasDoubledQuotes else { return bytes[field.range] }
    var result: [UInt8] = []
    result.reserveCapacity(field.range.count)
    var index = field.range.lowerBound
    while index < field.range.upperBound {
      result.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return result[...]
  }
}
