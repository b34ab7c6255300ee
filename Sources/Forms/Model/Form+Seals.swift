import Layout
import Typesetting

extension Form {
  /// Roles in fonts.json of the seals that the form may draw: their face is the largest of all, and a run can begin with it early.
  package var sealRoles: Set<String> {
    var roles: Set<String> = []
    func visit(_ branches: [Branch<BoxTemplate>]) {
      for branch in branches {
        switch branch {
        case .item(.seal(_, _, let box)) where box.image == nil: roles.insert(box.role)
        case .item(.group(let inner)): visit(inner)
        case .item: break
        case .when(_, let inner), .each(_, let inner): visit(inner)
        }
      }
    }
    func visit(blocks: [Branch<BlockTemplate>]) {
      for branch in blocks {
        switch branch {
        case .item(let block): visit(block.boxes)
        case .when(_, let inner), .each(_, let inner): visit(blocks: inner)
        }
      }
    }
    for boxes in [everyPage, firstPage, laterPages] { visit(boxes) }
    visit(blocks: flow)
    return roles
  }
}
