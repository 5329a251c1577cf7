import Source
import Values

/// SARIF 2.1.0, which code hosts and scanners read.
public struct SARIFRenderer: Sendable {
  /// The version of flowrun, as `tool.driver.version`.
  public var toolVersion: String?

  public init(toolVersion: String? = nil) { self.toolVersion = toolVersion }

  public func render(_ diagnostics: [Diagnostic]) -> String {
    let sorted = DiagnosticReport.sorted(diagnostics)
    let used = Set(sorted.map(\.code))
    let rules = Code.allCases.filter { used.contains($0) }
    var json = JSONWriter(pretty: true)
    json.object {
      $0.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      $0.member("version", "2.1.0")
      $0.key("runs")
      $0.array { runs in
        runs.object { run in
          run.key("tool")
          run.object { tool in
            tool.key("driver")
            tool.object { writeDriver(rules, &$0) }
          }
          run.member("columnKind", "unicodeCodePoints")
          run.key("results")
          run.array { results in
            for diagnostic in sorted {
              results.object { write(diagnostic, rules.firstIndex(of: diagnostic.code) ?? 0, &$0) }
            }
          }
        }
      }
    }
    return json.string + "\n"
  }

  private func writeDriver(_ rules: [Code], _ json: inout JSONWriter) {
    json.member("name", "flowrun")
    if let toolVersion { json.member("version", toolVersion) }
    json.key("rules")
    json.array { list in
      for code in rules {
        list.object { rule in
          rule.member("id", code.rawValue)
          rule.key("shortDescription")
          rule.object { $0.member("text", code.page.title) }
          rule.key("fullDescription")
          rule.object { $0.member("text", code.page.explanation) }
          rule.key("help")
          rule.object { $0.member("text", "flowrun explain \(code.rawValue)") }
          rule.key("defaultConfiguration")
          rule.object { $0.member("level", level(code.severity)) }
        }
      }
    }
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .hint: "note"
    }
  }

  private func write(_ diagnostic: Diagnostic, _ ruleIndex: Int, _ json: inout JSONWriter) {
    json.member("ruleId", diagnostic.code.rawValue)
    json.key("ruleIndex")
    json.value(ruleIndex)
    json.member("level", level(diagnostic.severity))
    json.key("message")
    let sentences = [diagnostic.message] + diagnostic.help
    json.object { $0.member("text", sentences.joined(separator: "\n")) }
    json.key("locations")
    json.array { list in
      if let label = diagnostic.labels.first { list.object { writeLocation(label, &$0) } }
    }
    if diagnostic.labels.count > 1 {
      json.key("relatedLocations")
      json.array { list in
        for label in diagnostic.labels.dropFirst() { list.object { writeLocation(label, &$0) } }
      }
    }
    if !diagnostic.fixes.isEmpty {
      json.key("fixes")
      json.array { list in
        for fix in diagnostic.fixes { list.object { write(fix, &$0) } }
      }
    }
    json.key("partialFingerprints")
    json.object { $0.member("flowrun/v1", fingerprint(diagnostic)) }
  }

  private func writeLocation(_ label: Label, _ json: inout JSONWriter) {
    json.key("physicalLocation")
    json.object {
      $0.key("artifactLocation")
      $0.object { $0.member("uri", uri(label.place.source.path)) }
      $0.key("region")
      $0.object { writeRegion(label.place, &$0) }
    }
    guard !label.text.isEmpty else { return }
    json.key("message")
    json.object { $0.member("text", label.text) }
  }

  private func writeRegion(_ place: Place, _ json: inout JSONWriter) {
    let start = place.source.position(at: place.span.start)
    let end = place.source.position(at: place.span.end)
    for (name, number) in [
      ("startLine", start.line), ("startColumn", start.column), ("endLine", end.line), ("endColumn", end.column),
      ("byteOffset", place.span.start), ("byteLength", place.span.count),
    ] {
      json.key(name)
      json.value(number)
    }
  }

  private func write(_ fix: Fix, _ json: inout JSONWriter) {
    json.key("description")
    json.object { $0.member("text", fix.title) }
    json.key("artifactChanges")
    json.array { changes in
      var waiting = fix.edits
      while let path = waiting.first?.place.source.path {
        let edits = waiting.filter { $0.place.source.path == path }
        waiting.removeAll { $0.place.source.path == path }
        changes.object { change in
          change.key("artifactLocation")
          change.object { $0.member("uri", uri(path)) }
          change.key("replacements")
          change.array { list in
            for edit in edits {
              list.object {
                $0.key("deletedRegion")
                $0.object { writeRegion(edit.place, &$0) }
                $0.key("insertedContent")
                $0.object { $0.member("text", edit.replacement) }
              }
            }
          }
        }
      }
    }
  }

  /// The same for a message that only moved to another line.
  private func fingerprint(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place
    let line = place.map { $0.source.line($0.source.lineNumber(at: $0.span.start)) } ?? ""
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(diagnostic.code.rawValue)\n\(place?.source.path ?? "")\n\(words)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A path as a relative reference of RFC 3986.
  private func uri(_ path: String) -> String {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    return path.utf8.map { byte in
      allowed.contains(byte)
        ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}

extension JSONWriter {
  fileprivate mutating func object(_ write: (inout JSONWriter) -> Void) {
    beginObject()
    write(&self)
    endObject()
  }

  fileprivate mutating func array(_ write: (inout JSONWriter) -> Void) {
    beginArray()
    write(&self)
    endArray()
  }

  fileprivate mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }
}
