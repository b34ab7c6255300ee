import ArgumentParser
import Diagnostics
import Fields
import HostSystem

/// `schema`: prints the JSON Schema of a record, for the programs that write records.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: LocalizedText("記録のJSON Schemaを示します。", "Print the JSON Schema of a record.").inHelp)

  @OptionGroup var language: LanguageOption

  func run() {
    StandardStream.output.write(Catalogue.schema)
  }
}
