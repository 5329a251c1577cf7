import Types
import Values

extension Functions {
  /// Text: other letters and blanks.
  static let textShape: [Function] = [
    Function(
      "upper", .text, [Function.textParameter], .type(.anyText), "The text in capital letters.",
      examples: [.init("upper(\"Brood\")", "\"BROOD\""), .init("\"straße\".upper()", "\"STRASSE\"")],
      body: .plain { (values, _) throws(Fault) in .text(try values.text(0).uppercased) }),
    Function(
      "lower", .text, [Function.textParameter], .type(.anyText), "The text in small letters.",
      examples: [.init("lower(\"Info@Winkel.NL\")", "\"info@winkel.nl\"")],
      body: .plain { (values, _) throws(Fault) in .text(try values.text(0).lowercased) }),
    Function(
      "capitalize", .text, [Function.textParameter], .type(.anyText),
      "The text with its first letter as a capital; the others stay.",
      examples: [.init("capitalize(\"bruin brood\")", "\"Bruin brood\"")],
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        let first = text.prefix(codePoints: 1)
        return .text(Text.joined([first.uppercased, text[first.count..<text.count]]))
      }),
    Function(
      "trim", .text, [Function.textParameter], .sameAs(0), "The text without blanks at both ends.",
      examples: [.init("trim(\"  Brood \")", "\"Brood\"")],
      body: .plain { (values, _) throws(Fault) in .text(try values.text(0).trimmed) }),
    Function(
      "collapse_spaces", .text, [Function.textParameter], .sameAs(0),
      "The text with each run of blanks as one space, and none at both ends.",
      examples: [.init("collapse_spaces(\" bruin   brood \")", "\"bruin brood\"")],
      body: .plain { (values, _) throws(Fault) in .text(try values.text(0).withSingleSpaces) }),
    Function(
      "slug", .text, [Function.textParameter], .type(.anyText),
      "The text as part of an address: small letters without accents, digits, and hyphens between them.",
      examples: [.init("slug(\"Crème brûlée, 2 st.\")", "\"creme-brulee-2-st\"")],
      body: .plain { (values, _) throws(Fault) in .text(Slug.of(try values.text(0))) }),
    Function(
      "strip_html", .text, [Function.textParameter], .type(.anyText),
      "The text without HTML: tags are dropped, those of blocks become a space, entities become their characters.",
      examples: [.init("strip_html(\"<p>Kaas &amp; ham</p><p>vers</p>\").trim()", "\"Kaas & ham vers\"")], cost: 2,
      body: .plain { (values, _) throws(Fault) in .text(HTMLText.plain(try values.text(0))) }),
    Function(
      "sanitize_html", .text, [Function.textParameter], .type(.anyText),
      "HTML that is safe to show in a shop: texts, lists, tables, headings, links and pictures stay; scripts, forms, "
        + "styles and what runs by itself are taken out; tags left open are closed.",
      examples: [
        .init("sanitize_html(\"<p onclick='x()'>Kaas<script>x()</script> <b>jong\")", "\"<p>Kaas <b>jong</b></p>\""),
        .init("sanitize_html(\"<a href='javascript:x'>klik</a> 3 < 4\")", "\"<a>klik</a> 3 &lt; 4\""),
      ], cost: 5,
      body: .plain { (values, _) throws(Fault) in .text(HTMLCleaner.clean(try values.text(0))) }),
  ]
}

extension Text {
  static func joined(_ parts: [Text], by separator: Text = .empty) -> Text {
    var builder = TextBuilder(reserving: parts.reduce(0) { $0 + $1.count + separator.count })
    for (index, part) in parts.enumerated() {
      if index > 0 { builder.append(separator) }
      builder.append(part)
    }
    return builder.text
  }

  var withSingleSpaces: Text {
    var points: [UInt32] = []
    var isBlankDue = false
    for point in codePoints {
      if CodePoint.isBlank(point) {
        isBlankDue = !points.isEmpty
      } else {
        if isBlankDue { points.append(0x20) }
        isBlankDue = false
        points.append(point)
      }
    }
    return Text(codePoints: points)
  }
}
