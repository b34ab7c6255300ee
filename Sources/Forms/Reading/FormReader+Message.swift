import Diagnostics
import Fields
import Layout
import StrictXML
import Typesetting

// Messages: `<message>` beside `<form>`. Its head names the values that are the addresses; below stand paragraphs of
// text, on conditions where needed.

extension FormReader {
  /// The message of a root element; nil when it has faults. It cannot print the authentication key, because what is
  /// mailed is read on the way.
  func readMessage(_ root: XMLElement) -> Form? {
    checkAttributes(
      of: root,
      allowed: ["id", "version", "edition", "title", "subject", "from", "from-name", "to", "to-name"])
    guard checkVersion(root) else { return nil }
    let context = ReadingContext()
    let message = MessageTemplate(
      from: mailbox(root, "from", context), to: mailbox(root, "to", context),
      subject: template(root, "subject", context), subjects: readTitles(root, context, named: "subject"),
      paragraphs: readBranches(root.elements.filter { $0.name != "subject" }, context) { element, context in
        guard element.name == "p" else {
          reportUnknownElement(element, allowed: ["p", "subject", "when", "each"])
          return []
        }
        checkAttributes(of: element, allowed: [])
        return [.item(readParagraph(element, context, style: .standard))]
      })
    if root.attribute("subject") == nil { reportMissingAttribute("subject", of: root) }
    return finish(
      Form(
        message: message, id: readID(root), file: root.location.file, edition: integer(root, "edition") ?? 1,
        title: template(root, "title", context)))
  }

  /// The values at the paths that `from` and `from-name` (or `to` and `to-name`) name.
  private func mailbox(_ root: XMLElement, _ name: String, _ context: ReadingContext) -> MessageTemplate.Mailbox {
    MessageTemplate.Mailbox(
      address: textPath(root, name, context), name: textPath(root, "\(name)-name", context))
  }

  private func textPath(_ root: XMLElement, _ name: String, _ context: ReadingContext) -> FieldPath {
    guard let path = root.attribute(name)?.value else {
      reportMissingAttribute(name, of: root)
      return FieldPath("")
    }
    guard let resolved = context.resolve(path), resolved.shape == .text else {
      reportUnknownPath(path, root.location(of: name), context)
      return FieldPath("")
    }
    recordPath(resolved.path)
    return FieldPath(resolved.path)
  }
}
