/// The version of the program, and what it is made of.
enum Version {
  static let text = "0.1.0"

  /// Versions that scripts may hang on.
  static let outputSchema = 1
}
