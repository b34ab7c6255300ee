import Diagnostics
import Encodings
import Fields
import House
import Papers
import Records
import Register
import Reporting

/// The configuration of the day when a paper was issued: its forms, rules and list of fonts as the register kept them.
/// What this release or this machine can no longer read is taken from today's home instead, and `replaced` says so.
package struct StoredConfiguration {
  /// The parts of the configuration that can be replaced by those of today's home.
  enum Part: Sendable, Hashable, CaseIterable {
    case forms, rules, fonts

    init(_ kind: SourceFile.Kind) {
      switch kind {
      case .form, .part, .image: self = .forms
      case .rules: self = .rules
      case .fonts: self = .fonts
      }
    }
  }

  let configuration: RunConfiguration
  /// The parts taken from today's home.
  let replaced: Set<Part>
  /// Why those parts could not be used as they were.
  let reasons: [Diagnostic]

  /// - Parameters:
  ///   - kept: the files as the register has them.
  ///   - form: the id of the form of the paper to be made or, for a bundle, the ids as the register names them.
  ///   - choices: encryption and attachments of the paper to be made.
  init(
    _ kept: SourceSet, home: Home, form: String, issuedOn day: CalendarDate, choices: PaperChoices = PaperChoices()
  ) throws(RunFailure) {
    func prepare(_ sources: HouseSources) throws(RunFailure) -> RunConfiguration {
      let ids = Bundle.ids(in: form)
      var configuration = try RunConfiguration.prepare(sources, documents: ids, issuedOn: day)
      if ids.count > 1 { try configuration.bundle(ids) }
      configuration.choices = choices
      return configuration
    }
    let parts: Set<Part>
    do {
      configuration = try prepare(HouseSources(kept, home: home))
      (replaced, reasons) = ([], [])
      return
    } catch {
      parts = Self.unusableParts(of: HouseSources(kept, home: home))
      if parts.isEmpty { throw error }
      (replaced, reasons) = (parts, error.diagnostics)
    }
    let today = try home.readSources().set.files
    let files = kept.files.filter { !parts.contains(Part($0.kind)) } + today.filter { parts.contains(Part($0.kind)) }
    configuration = try prepare(HouseSources(SourceSet(files), home: home))
  }

  private static func unusableParts(of sources: HouseSources) -> Set<Part> {
    var parts: Set<Part> = []
    if (try? sources.forms()) == nil { parts.insert(.forms) }
    if (try? sources.rules()) == nil { parts.insert(.rules) }
    if (try? sources.fonts()) == nil { parts.insert(.fonts) }
    return parts
  }
}

/// Reads a record that the register keeps, with the same reader as every other record.
enum StoredRecord {
  /// - Parameters:
  ///   - json: the record's canonical JSON, which lacks the authentication key.
  ///   - key: the authentication key, when the paper prints it.
  ///   - register: the register's path, for messages.
  static func readRecord(_ json: String, key: Secret?, register: String) throws(RunFailure) -> RecordRow {
    do {
      var reader = try RecordReader(
        MemorySource(json.utf8), file: register,
        options: ReadingOptions(encoding: StatedEncoding(name: "utf-8"), format: .jsonLines))
      guard var record = try reader.next() else {
        throw RunFailure(RegisterFault(.damaged("record"), path: register))
      }
      if let key {
        record.row.cells[FieldKey.authenticationKey] = RawCell(.secret(key), at: SourceLocation(file: register))
      }
      return record
    } catch let error as DiagnosticError {
      throw RunFailure(.badConfiguration, error)
    } catch {
      throw RunFailure(error)
    }
  }
}
