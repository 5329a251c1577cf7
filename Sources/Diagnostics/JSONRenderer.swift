import Source
import Values

/// Messages for programs: one document, `{"version":1,"diagnostics":[…]}`. All of them, sorted; nothing is cut off.
///
/// Lines and columns count from 1, columns in code points and in UTF-16 units; offsets are bytes.
public struct JSONRenderer: Sendable {
  /// Changes when a program that reads the document would have to change.
  public static let version = 1

  public var isPretty: Bool

  public init(isPretty: Bool = false) { self.isPretty = isPretty }

  public func render(_ diagnostics: [Diagnostic]) -> String {
    var json = JSONWriter(pretty: isPretty)
    json.beginObject()
    json.key("version")
    json.value(Self.version)
    json.key("diagnostics")
    json.beginArray()
    for diagnostic in DiagnosticReport.sorted(diagnostics) { write(diagnostic, &json) }
    json.endArray()
    json.endObject()
    return json.string + "\n"
  }

  private func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("code")
    json.value(diagnostic.code.rawValue)
    json.key("severity")
    json.value(diagnostic.severity.rawValue)
    json.key("message")
    json.value(diagnostic.message)
    json.key("labels")
    json.beginArray()
    for label in diagnostic.labels {
      json.beginObject()
      write(label.place, &json)
      json.key("text")
      json.value(label.text)
      json.endObject()
    }
    json.endArray()
    json.key("help")
    json.beginArray()
    for help in diagnostic.help { json.value(help) }
    json.endArray()
    json.key("fixes")
    json.beginArray()
    for fix in diagnostic.fixes { write(fix, &json) }
    json.endArray()
    json.endObject()
  }

  private func write(_ place: Place, _ json: inout JSONWriter) {
    json.key("file")
    json.value(place.source.path)
    json.key("start")
    write(place.span.start, of: place.source, &json)
    json.key("end")
    write(place.span.end, of: place.source, &json)
  }

  private func write(_ offset: Int, of source: SourceFile, _ json: inout JSONWriter) {
    let position = source.position(at: offset)
    json.beginObject()
    json.key("line")
    json.value(position.line)
    json.key("column")
    json.value(position.column)
    json.key("utf16Column")
    json.value(source.utf16Column(at: offset))
    json.key("byte")
    json.value(offset)
    json.endObject()
  }

  private func write(_ fix: Fix, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("title")
    json.value(fix.title)
    json.key("applicability")
    json.value(fix.applicability.rawValue)
    json.key("edits")
    json.beginArray()
    for edit in fix.edits {
      json.beginObject()
      write(edit.place, &json)
      json.key("replacement")
      json.value(edit.replacement)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
