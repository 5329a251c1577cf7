/// One element of a document that was read whole: its name, its text and its children in document order.
///
/// Attributes, comments and processing instructions are not kept: SOAP answers carry nothing in them.
public struct XMLElement: Sendable, Hashable {
  /// The name without its prefix.
  public var name: String
  /// The namespace's URI, empty when the element is in none.
  public var namespace: String
  /// All character data directly inside the element, as it stands, CDATA included. When the element has children
  /// and nothing but white space between them, this is empty.
  public var text: String
  public var children: [XMLElement]

  public init(_ name: String, namespace: String = "", text: String = "", children: [XMLElement] = []) {
    self.name = name
    self.namespace = namespace
    self.text = text
    self.children = children
  }

  /// The first child of that local name.
  public func child(_ name: String) -> XMLElement? {
    children.first { $0.name == name }
  }

  /// All children of that local name, in document order.
  public func children(_ name: String) -> [XMLElement] {
    children.filter { $0.name == name }
  }

  /// The element reached by taking the first child of each name in turn.
  public func descend(_ names: String...) -> XMLElement? {
    var element = self
    for name in names {
      guard let next = element.child(name) else { return nil }
      element = next
    }
    return element
  }
}
