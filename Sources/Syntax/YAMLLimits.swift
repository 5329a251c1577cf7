/// How much a file may hold. The limits are kept while reading: libyaml itself takes quadratic time for deep nesting.
public enum YAMLLimits {
  /// Bytes of a file.
  public static let bytes = 5_000_000
  /// Lists and mappings inside each other.
  public static let depth = 64
  /// Scalars, lists and mappings together.
  public static let nodes = 100_000
  /// Mistakes of YAML itself after which reading stops.
  public static let mistakes = 20
}
