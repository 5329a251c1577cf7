internal import ConnectorKit
internal import Diagnostics
internal import Source
internal import Syntax

/// A project file in which somebody wrote credentials, with the same few dots in the place of each: no message prints
/// one, and none shows how long it is.
struct HiddenSecrets {
  /// The text with dots; the file as it is, if it holds none.
  let source: SourceFile
  /// Of that text.
  let reading: (root: YAMLNode?, diagnostics: [Diagnostic])
  /// Where dots begin, and whether what stood there looked like a credential by itself.
  private let places: [Int: Bool]

  init(in file: SourceFile, _ connectors: [any Connector.Type]) {
    let plain = YAMLDocument.read(file)
    let found = HiddenSecrets.find(in: plain.root, connectors)
    guard !found.isEmpty else {
      (source, reading, places) = (file, plain, [:])
      return
    }
    var bytes: [UInt8] = []
    var places: [Int: Bool] = [:]
    var copied = 0
    for (span, looksLikeOne) in found.sorted(by: { $0.span.start < $1.span.start }) where span.start >= copied {
      bytes += file.bytes[copied..<span.start]
      places[bytes.count] = looksLikeOne
      bytes += Array(SecretMask.dots.utf8)
      // Lines keep their numbers.
      bytes += file.bytes[span.start..<span.end].filter { $0 == UInt8(ascii: "\n") }
      copied = span.end
    }
    bytes += file.bytes[copied...]
    source = SourceFile(path: file.path, bytes: bytes)
    reading = YAMLDocument.read(source)
    self.places = places
  }

  var isEmpty: Bool { places.isEmpty }

  /// Whether a value of ``reading`` is, or was before it was hidden, something that looks like a credential.
  func looksLikeCredential(_ node: YAMLNode) -> Bool {
    places[node.span.start] ?? node.scalar.map { SecretShape.matches($0.text) } ?? false
  }

  /// Whatever looks like a credential, and whatever stands where only a reference to one may stand.
  private static func find(
    in root: YAMLNode?, _ connectors: [any Connector.Type]
  ) -> [(span: Span, looksLikeOne: Bool)] {
    let asked = Set(connectors.flatMap { $0.declaration.settings.filter { $0.kind == .secret }.map(\.name) })
    var found: [(span: Span, looksLikeOne: Bool)] = []
    var waiting: [(key: String, node: YAMLNode)] = root.map { [("", $0)] } ?? []
    while let (key, node) = waiting.popLast() {
      if let text = node.scalar?.text {
        let looksLikeOne = SecretShape.matches(text)
        let isAsked = asked.contains(key) && !node.isEmpty && SecretReference(text) == nil
        if looksLikeOne || isAsked { found.append((node.span, looksLikeOne)) }
      }
      waiting += (node.items ?? []).map { (key, $0) }
      waiting += (node.entries ?? []).map { ($0.key.scalar?.text ?? "", $0.value) }
    }
    return found
  }
}
