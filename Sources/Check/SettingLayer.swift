public import Source
public import Syntax
public import Types
public import Values

/// Settings that stand outside the flow: those of the project file, or of `flowrun.NAME.yaml` that lies over it.
public struct SettingLayer: Sendable {
  /// Where a value of a setting may come from. A later one wins.
  public enum Rank: String, Sendable, Hashable, CaseIterable {
    case connector, project, shared, flow, overlay
  }

  public var rank: Rank
  public var source: SourceFile
  public var settings: [SettingSyntax]

  public init(_ rank: Rank, _ source: SourceFile, _ settings: [SettingSyntax]) {
    self.rank = rank
    self.source = source
    self.settings = settings
  }
}

/// A setting with everything that was said of it, for `config why`.
public struct LayeredSetting: Sendable {
  public struct Layer: Sendable {
    public var rank: SettingLayer.Rank
    public var value: Value
    /// Nil for a connector's standard.
    public var place: Place?

    public init(_ rank: SettingLayer.Rank, _ value: Value, place: Place?) {
      self.rank = rank
      self.value = value
      self.place = place
    }
  }

  public var name: String
  public var type: ValueType
  /// In the order in which they lie over each other; the last one wins.
  public var layers: [Layer]

  public var value: Value { layers.last?.value ?? .missing }

  public init(name: String, type: ValueType, layers: [Layer]) {
    self.name = name
    self.type = type
    self.layers = layers
  }
}

extension ValueType {
  /// A layer may say another value, not another kind of value.
  func isSameKind(as below: ValueType) -> Bool {
    switch (self, below) {
    case (.unknown, _), (_, .unknown), (.never, _), (_, .never): true
    case (.text, .text), (.whole, .whole), (.decimal, .decimal), (.whole, .decimal): true
    case (.amount(let mine, _), .amount(let theirs, _)): mine == theirs
    case (.list(let mine, _), .list(let theirs, _)): mine.isSameKind(as: theirs)
    default: self == below
    }
  }
}
