import Foundation
import GRDB

extension IssueRegister {
  /// The mean length of the papers that were entered last, in bytes; nil while there is none.
  package func meanPaperBytes() throws(RegisterFault) -> Int? {
    try read { db in
      try Int.fetchOne(
        db,
        sql:
          "SELECT sum(bytes) / count(bytes) FROM (SELECT bytes FROM entry ORDER BY sequence DESC LIMIT 1000) HAVING count(bytes) > 0"
      )
    }
  }

  /// The newest row of every path under which runs issued into `folder`, in the order of rows, one at a time.
  ///
  /// - Parameter folder: an absolute path, as runs keep it.
  package func forEachPaper(inFolder folder: String, _ body: (RegisterRow) throws -> Void) throws(RegisterFault) {
    try read { db in
      let cursor = try Row.fetchCursor(
        db,
        sql: RowQuery.selection + """
           WHERE entry.sequence IN (
            SELECT max(issued.sequence) FROM entry AS issued JOIN run AS maker ON maker.id = issued.run
            WHERE maker.folder = ? AND issued.action = 'issue' GROUP BY issued.path
          ) ORDER BY entry.sequence
          """, arguments: [folder])
      while let row = try cursor.next() { try body(RowQuery.row(row)) }
    }
  }
}
