extension CodePages {
  /// Y: what YAML itself allows.
  static let yaml: [CodePage] = [
    CodePage(
      .Y001, "The file is not plain UTF-8 text",
      """
      A flow file is text in UTF-8, the encoding that nearly every editor uses today. A byte that is not UTF-8 mostly
      comes from an old editor or from a spreadsheet. Save the file as UTF-8. A control character is a sign that nobody
      can see; delete it.
      """,
      wrong: .other("page_title: \"Caf\u{FFFD}\"        # saved as Latin-1"), right: .fields("page_title: \"Café\"")),
    CodePage(
      .Y002, "A tab or a no-break space stands where a plain space should",
      """
      YAML sees from the blanks in front of a line what it belongs to, and a tab could be two, four or eight of them.
      So only spaces count. Most editors can be told to write two spaces when you press the tab key. Texts from web pages and
      word processors often hold no-break spaces, which look like plain ones and are none.
      """,
      wrong: .fields("page_title:\n\tfrom: description"), right: .fields("page_title:\n  from: description")),
    CodePage(
      .Y003, "Lines that belong together do not line up",
      """
      Lines of one block start in the same column. One space too many or too few, and YAML can no longer tell what the
      line belongs to. The message names both lines.
      """,
      wrong: .fields("page_title:\n  from: description\n transform: trim"),
      right: .fields("page_title:\n  from: description\n  transform: trim")),
    CodePage(
      .Y004, "A colon and a blank inside a value",
      """
      For YAML a colon with a blank behind it ends a key. Inside a value it is only safe in quotes. Text needs quotes
      anyway.
      """,
      wrong: .fields("page_title: Sale: now"), right: .fields("page_title: \"Sale: now\"")),
    CodePage(
      .Y005, "A comment cuts the formula",
      """
      A blank and a # start a comment, even in the middle of what you meant as a text inside a formula. The rest of the
      line is then gone. Write one text with quotes around it and insert the fields with braces.
      """,
      wrong: .fields("page_title: description + \" #\" + pluNumber"),
      right: .fields("page_title: \"{description} #{pluNumber}\"")),
    CodePage(
      .Y006, "Something follows a text in quotes, or its closing quote is missing",
      """
      A value that begins with a quote is one text, and it ends at the next quote. Nothing can follow it. To join a text
      with a field, put the field into the text with braces. If there is only one quote, add the second one.
      """,
      wrong: .fields("page_title: \"web-\" + pluNumber"), right: .fields("page_title: \"web-{pluNumber}\"")),
    CodePage(
      .Y007, "A value cannot start with this character",
      """
      Some characters mean something to YAML when a value starts with them: @ % & * ! > | and the backtick. Text with
      such a start needs quotes. For "not" write the word.
      """,
      wrong: .fields("is_visible: !discontinued"), right: .fields("is_visible: not discontinued")),
    CodePage(
      .Y008, "A formula with a comma or a bracket inside { } or [ ]",
      """
      Inside braces and square brackets, YAML takes every comma for the end of an entry and every square bracket for a
      list. A formula that needs them gets a line of its own.
      """,
      wrong: .fields("weight: { from: max(contentQuantity ?? 0, 1) }"),
      right: .fields("weight:\n  from: max(contentQuantity ?? 0, 1)")),
    CodePage(
      .Y009, "A key stands twice in one block",
      """
      The second one would silently replace the first, and which of the two was meant nobody could tell. Keep one.
      """,
      wrong: .fields("weight: 1\nweight: 2"), right: .fields("weight: 2")),
    CodePage(
      .Y010, "Anchors, aliases and merge keys are not used",
      """
      YAML can repeat one part of a file in another place with & and *. It makes flows hard to follow, so it is not used
      here. Give what you need twice a name under `let`, make a table of it, or share it between flows with `use`.
      """,
      wrong: .fields("page_title: &title\n  from: description"), right: .fields("page_title:\n  from: description")),
    CodePage(
      .Y011, "YAML tags are not used",
      """
      Words with an exclamation mark such as !!str tell YAML of what kind a value is. Here the rule is simpler: with
      quotes it is text, without quotes a field or a calculation.
      """,
      wrong: .fields("page_title: !!str 12"), right: .fields("page_title: \"12\"")),
    CodePage(
      .Y012, "One file, one flow",
      """
      A line with three dashes starts a second document. Put every flow into a file of its own. Lines that start with a
      percent sign are not needed either.
      """,
      wrong: .other("flow: products\n…\n---\nflow: stock\n…"), right: .other("products.flow.yaml and stock.flow.yaml")),
    CodePage(
      .Y013, "The file is too large or nests too deeply",
      """
      A flow file has at most 5 MB, 100,000 values and 64 levels of blocks inside each other. Long lists of codes belong
      into a CSV file, which a table can name with `file`.
      """,
      wrong: .other("a table of 200,000 rows in the flow"),
      right: .other("tables:\n  ean:\n    file: tables/ean.csv")),
    CodePage(
      .Y014, .warning, "A key that is not a name",
      """
      A key is one name. YAML would also allow a list or a whole block as a key, but nothing in a flow has such keys, and
      the entry is left out.
      """,
      wrong: .fields("[page_title, name]: description"), right: .fields("page_title: description")),
    CodePage(
      .Y015, "Braces without quotes",
      """
      Braces insert a field into a text, and a text has quotes. Without them YAML reads the braces as a block. The field
      alone stands without braces; a text with the field in it stands in quotes, as in "Fresh {description}".
      """,
      wrong: .fields("page_title: {description}"), right: .fields("page_title: description")),
    CodePage(
      .Y016, "All keys are in quotes",
      """
      A key in quotes is always the name of a field or a row, never a word of the language. A file in which every key is
      quoted was probably written by a program as JSON. Let it write the keys plainly.
      """,
      wrong: .flow("\"flow\": \"products\"\n\"source\": \"mplus.articles\"\n"), right: .keys("filter: active")),
    CodePage(
      .Y017, "A line that is neither a key nor a list entry",
      """
      Every line is `key: value`, or starts with a dash and a blank if it is one entry of a list. Often only the blank
      behind the colon is missing.
      """,
      wrong: .fields("page_title:description"), right: .fields("page_title: description")),
    CodePage(
      .Y018, "A backslash in double quotes",
      """
      In double quotes a backslash starts a special sign, such as \\n for a new line, and not every letter may follow.
      Write two backslashes for one, or use single quotes, in which a backslash is just a backslash.
      """,
      wrong: .fields("page_title: \"C:\\goods\""), right: .fields("page_title: 'C:\\goods'")),
  ]
}
