public import Source

/// A flow as it was written: every key of the language with its place, nothing resolved.
///
/// The reader returns one of these whatever the file holds; what it could not understand is left out here and named in
/// the diagnostics.
public struct FlowFile: Sendable {
  public var source: SourceFile
  /// `flow:`
  public var name: Name?
  /// `source: mplus.articles`
  public var sourceEntity: Name?
  /// `target: bigcommerce.products`
  public var targetEntity: Name?
  /// `use:` files, as written.
  public var uses: [Name] = []
  /// `filter:`
  public var filter: ValueSyntax?
  /// `group:`
  public var group: ValueSyntax?
  public var settings: [SettingSyntax] = []
  public var tables: [TableSyntax] = []
  public var transforms: [TransformSyntax] = []
  public var related: [RelatedSyntax] = []
  /// `let`, `match`, `create`, `update`, `missing`, `gone` and `fields` of the flow itself.
  public var record: RecordBlock
  public var checks: [CheckSyntax] = []
  /// What every example of this file starts from.
  public var usual: ExampleSyntax?
  public var examples: [ExampleSyntax] = []
  /// Tables, transforms and related records that are there but could not be read: their names are no mistakes.
  public var unreadNames: Set<String> = []
  /// Something in the file could not be read, so what seems to be missing may only be misspelled.
  public var hasMistakes = false

  public init(source: SourceFile, record: RecordBlock) {
    self.source = source
    self.record = record
  }
}

/// A name with its place. `isQuoted` tells a field called "when" from the word.
public struct Name: Sendable, Hashable {
  public var text: String
  public var span: Span
  public var isQuoted: Bool

  public init(_ text: String, _ span: Span, isQuoted: Bool = false) {
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
  }
}

/// `name: value` under `settings:`. Only constants are allowed; the checker says so.
public struct SettingSyntax: Sendable {
  public var name: Name
  public var value: ValueSyntax

  public init(name: Name, value: ValueSyntax) {
    self.name = name
    self.value = value
  }
}

/// One line of `checks:`.
public struct CheckSyntax: Sendable {
  public enum Verdict: Sendable { case stop, warn }

  public var when: ValueSyntax
  public var verdict: Verdict
  public var sentence: Template
  public var span: Span

  public init(when: ValueSyntax, verdict: Verdict, sentence: Template, span: Span) {
    self.when = when
    self.verdict = verdict
    self.sentence = sentence
    self.span = span
  }
}
