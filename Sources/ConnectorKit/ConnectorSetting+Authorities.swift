extension ConnectorSetting {
  /// For a connector that speaks HTTP: who signs the certificate of the system, where that is nobody whom the machine
  /// believes anyway.
  public static let authorities = ConnectorSetting(
    "ca", .text,
    meaning: "A PEM file, from the project's folder, with the certificates of those who sign for the system; then no "
      + "others are believed. `system` means whom the machine believes.",
    standard: systemAuthorities)

  /// The standard of ``authorities``.
  public static let systemAuthorities = "system"
}
