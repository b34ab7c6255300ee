package import Typesetting

/// A filled form: boxes with text, nothing left to decide but where lines and pages end.
package struct FilledForm: Sendable {
  package var title: String
  package var width: Length
  package var height: Length
  /// Steps of tightening to try, and the one to begin with.
  package var steps: Int
  package var firstStep: Int
  package var marks: Marks?
  /// Boxes of every page, of the first, and of those after it.
  package var everyPage: [Box]
  package var firstPage: [Box]
  package var laterPages: [Box]
  package var flow: [Block]
  /// Where the flow begins on later pages, and where it must end on every page.
  package var laterTop: Length
  package var floor: Length
  /// Where the baselines of running text stand on every page; nil when the form has no grid.
  package var grid: BaselineGrid?

  package init(
    title: String, width: Length, height: Length, steps: Int = 1, firstStep: Int = 0, marks: Marks? = nil,
    everyPage: [Box] = [],
    firstPage: [Box] = [], laterPages: [Box] = [], flow: [Block] = [], laterTop: Length, floor: Length,
    grid: BaselineGrid? = nil
  ) {
    self.title = title
    self.width = width
    self.height = height
    self.steps = steps
    self.firstStep = firstStep
    self.marks = marks
    self.everyPage = everyPage
    self.firstPage = firstPage
    self.laterPages = laterPages
    self.flow = flow
    self.laterTop = laterTop
    self.floor = floor
    self.grid = grid
  }
}
