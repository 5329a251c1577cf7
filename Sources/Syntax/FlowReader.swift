public import Diagnostics

/// A flow file and everything noticed while reading it.
public struct FlowReading: Sendable {
  public var file: FlowFile
  public var diagnostics: [Diagnostic]

  public init(file: FlowFile, diagnostics: [Diagnostic]) {
    self.file = file
    self.diagnostics = diagnostics
  }
}
