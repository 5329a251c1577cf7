public import Diagnostics
public import Source

/// A flow file and everything noticed while reading it.
public struct FlowReading: Sendable {
  public var file: FlowFile
  public var diagnostics: [Diagnostic]

  public init(file: FlowFile, diagnostics: [Diagnostic]) {
    self.file = file
    self.diagnostics = diagnostics
  }
}

/// Reads flow files. Whatever is in the file, a reading comes back, with every mistake named once.
public enum FlowReader {
  public static func read(_ source: SourceFile) -> FlowReading {
    read(source, isShared: false)
  }

  /// A file that flows name under `use:`. It holds settings, tables and transforms.
  public static func readShared(_ source: SourceFile) -> FlowReading {
    read(source, isShared: true)
  }

  private static func read(_ source: SourceFile, isShared: Bool) -> FlowReading {
    let reading = YAMLReader.read(source)
    var builder = FlowBuilder(notes: reading.notes)
    var file = builder.flow(reading.root, isShared: isShared)
    file.hasMistakes = builder.notes.diagnostics.contains { $0.severity == .error }
    return FlowReading(file: file, diagnostics: builder.notes.diagnostics.inOrder)
  }
}

/// Cases that stand in a file of their own beside a flow: `products.test.yaml`.
public struct TestFile: Sendable {
  public var source: SourceFile
  /// `flow:` the name of the flow they are about.
  public var flow: Name?
  /// What every example of this file starts from.
  public var usual: ExampleSyntax?
  public var examples: [ExampleSyntax]
  public var diagnostics: [Diagnostic]
}

public enum TestFileReader {
  public static func read(_ source: SourceFile) -> TestFile {
    let reading = YAMLReader.read(source)
    var builder = FlowBuilder(notes: reading.notes)
    var file = TestFile(source: source, flow: nil, examples: [], diagnostics: [])
    builder.testFile(reading.root, &file)
    file.diagnostics = builder.notes.diagnostics.inOrder
    return file
  }
}
