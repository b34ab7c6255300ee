package import Records

/// What the command line says of a batch.
package struct BatchOptions: Sendable {
  package var inputs: [String]
  /// Where the inputs stand, when it is not where their names say.
  package var paths: [String]?
  package var reading: ReadingOptions
  /// The output folder; nil to look only, as `check` does.
  package var output: String?
  package var jobs: Int
  /// Rejected records after which the run ends; nil for no such limit.
  package var maxRejects: Int?
  /// Where standard input is kept while the run lasts.
  package var temporaryFolder: String
  package var showsProgress: Bool
  /// Where issues are remembered; nil to look only.
  package var register: RegisterOptions?
  /// After so long no further record is begun; nil for no such limit.
  package var timeLimit: TimeSpan?
  /// Whether the run is refused at once when the disk cannot hold what it is about to write.
  package var checksSpace = true
  /// The print file that is wanted besides; nil for none.
  package var print: PrintRequest?
  /// Papers entered together, about: one sync and one transaction for a thousand cost next to nothing a paper.
  package var chunk = 1000

  package init(
    inputs: [String], reading: ReadingOptions, output: String?, jobs: Int, maxRejects: Int? = nil,
    temporaryFolder: String = "/tmp",
    showsProgress: Bool = true, register: RegisterOptions? = nil
  ) {
    self.inputs = inputs
    self.reading = reading
    self.output = output
    self.jobs = jobs
    self.maxRejects = maxRejects
    self.temporaryFolder = temporaryFolder
    self.showsProgress = showsProgress
    self.register = register
  }
}
