/// Every key that has a meaning, by the block in which it stands. The reader, the schemas for editors and the pages go
/// by this list.
public enum Vocabulary {
  /// A flow file.
  public static let flow = KeywordBlock(
    "a flow",
    [
      Keyword(
        "flow", .flowName, required: true, elsewhere: "name id title",
        """
        The name of the flow: small letters, digits and dashes. Its bookmarks and links hang on this \
        name, so another name is another flow.
        """
      ),
      Keyword(
        "source", .entity, required: true, elsewhere: "from input origin reader read",
        "Where the records come from: a connection, a point, and what it holds, as in mplus.articles."),
      Keyword(
        "target", .entity, required: true, elsewhere: "to output destination writer write into sink",
        "Where the records go: a connection, a point, and what it holds, as in bigcommerce.products."),
      use,
      Keyword(
        "match", .match, elsewhere: "key keys find upsert_key", "How the record in the target is found: \(matchForms)."),
      Keyword(
        "filter", .value, elsewhere: "where only condition conditions",
        "A condition: source records for which it does not hold are skipped."),
      Keyword(
        "group", .value,
        "A field of the source. Records with the same value there become one, and `rows` is the list of them."),
      create, update,
      Keyword(
        "missing", .flowMissing,
        """
        What happens when the target has no such record and none may be made: `skip record` (the \
        standard), `stop`, or { stop: "a sentence" }.
        """
      ),
      gone, settings, lets, tables, transforms,
      Keyword(
        "related", .related, elsewhere: "dependencies relations parents",
        """
        Records that must exist first, such as the customer of an order. Each is found, made or updated \
        before this one.
        """
      ),
      fields.mustStand,
      Keyword(
        "checks", .checks, elsewhere: "validate validations rules asserts",
        "Conditions under which a record stops, or a warning is given, before anything is written."),
      usualOfAll, examples,
    ])

  /// A file that flows name under `use`.
  public static let shared = KeywordBlock("a shared file", [use, settings, tables, transforms])

  /// Cases of a flow in a file of their own.
  public static let test = KeywordBlock(
    "a test file",
    [
      Keyword("flow", .name, required: true, "The name of the flow that these cases are about."),
      usualOfAll, examples.mustStand,
    ])

  /// A record that must exist first.
  public static let related = KeywordBlock(
    "a related record",
    [
      Keyword(
        "entity", .entity, required: true,
        "Of which kind it is: a connection, a point, and what it holds, as in mplus.relations."),
      when, each,
      Keyword(
        "match", .match, required: true, elsewhere: "key keys find upsert_key", "How it is found: \(matchForms)."),
      create, update,
      Keyword(
        "missing", .recordMissing,
        """
        What happens when none was found and none may be made: `skip record`, `stop` (the standard), { \
        stop: "a sentence" }, or another record to use, as in relationNumber = settings.defaultDebtor. \
        The other record is used too when `when` is false.
        """
      ),
      lets,
      Keyword(
        "fields", .fields, elsewhere: "mapping mappings map attributes columns properties",
        "What is written when it is made or updated. Without fields it is only looked up."),
    ])

  /// A nested record, or an entry of a list.
  public static let record = KeywordBlock(
    "a record",
    [
      when, lets,
      Keyword(
        "match", .match, elsewhere: "key keys find upsert_key",
        "How this entry is told among those that the target has: \(matchForms)."),
      create, update,
      Keyword(
        "missing", .recordMissing,
        "What happens when none was found and none may be made: `skip record`, `stop`, or { stop: \"a sentence\" }."),
      gone, fields.mustStand,
    ])

  /// The long form of a field.
  public static let field = KeywordBlock(
    "a field", oneOf: value.names + ["choose"],
    value.keys + [
      Keyword(
        "choose", .choose,
        "Lines of `when` and `use`, and a last one with `else`: the first that holds gives the value."
      ),
      Keyword(
        "transform", .steps, elsewhere: "pipe steps filters apply",
        """
        Steps applied to the value in their order: names of functions or transforms, as in [strip_html, \
        trim, truncate(250)].
        """
      ),
      Keyword(
        "when", .value,
        "The field is written only if this condition holds; else the target keeps what it has."),
      Keyword(
        "missing", .fieldMissing, elsewhere: "default if_missing on_missing fallback",
        """
        What happens when there is no value: `skip field`, `skip entry`, `skip record`, `stop`, { stop: \
        "a sentence" }, `clear` (takes away what the target has), or another value.
        """
      ),
      Keyword(
        "problem", .fieldProblem, elsewhere: "on_error error catch",
        """
        What happens when the value can't be computed: `skip field`, `skip entry`, `skip record`, `stop` \
        (the standard), { stop: "a sentence" }, or another value.
        """
      ),
      Keyword(
        "too_long", .word(TooLongSyntax.Rule.allCases.map(\.rawValue)), elsewhere: "max_length on_too_long truncate",
        "What happens to a text that the target can't hold: `stop` (the standard) or `cut`."),
      Keyword(
        "create", .box, elsewhere: "insert",
        "Whether the field is written when the record is made: [x] (the standard) or [ ]."),
      Keyword(
        "update", .fieldBox,
        """
        Whether the field is written when the record is changed: [x] (the standard), [ ], `if empty`, or \
        `if untouched` (the target still holds what this flow wrote last).
        """
      ),
    ])

  /// Several entries of a list, with what is said of the whole list.
  public static let list = KeywordBlock(
    "a list",
    [
      Keyword("entries", .entries, required: true, elsewhere: "items", "The entries of the list, each behind a dash."),
      Keyword(
        "match", .match, elsewhere: "key keys find upsert_key",
        "How entries are told among those that the target has: \(matchForms)."),
      gone,
    ])

  /// The long form at any value place, for programs and screens that can't control quotes.
  public static let value = KeywordBlock(
    "a value", oneOf: ["from", "formula", "text"],
    [
      Keyword(
        "from", .value, elsewhere: "value source",
        "The value: without quotes a field or a calculation, with quotes a text."),
      Keyword(
        "formula", .formula, elsewhere: "expression expr", "The value as a field or a calculation, whatever the quotes."
      ),
      Keyword("text", .text, "The value as a text, whatever the quotes; {braces} insert fields."),
    ])

  /// One line of `choose`.
  public static let chooseLine = KeywordBlock(
    "a line of `choose`",
    [
      Keyword("when", .value, "The condition of this line."),
      Keyword("use", .result, "The value if the condition holds, or { stop: \"a sentence\" }."),
      Keyword(
        "else", .result,
        "The value if no line above holds, or { stop: \"a sentence\" }. It stands last and alone."),
    ])

  /// One line of `checks`.
  public static let check = KeywordBlock(
    "a check", oneOf: ["stop", "warn"],
    [
      Keyword("when", .value, required: true, "The condition under which this is said."),
      Keyword("stop", .sentence, "The sentence with which the record stops; {braces} insert fields."),
      Keyword("warn", .sentence, "The sentence of the warning; the record goes on. {braces} insert fields."),
    ])

  /// The top level of a table; what is none of these is a row.
  public static let table = KeywordBlock(
    "a table",
    [
      Keyword(
        "key", .names,
        "The type of the key, as country, int or text; a list of types if several columns make the key."),
      Keyword("value", .name, "The type of the cells, if they are words of a list, as order_status."),
      Keyword("file", .name, elsewhere: "csv path", "A CSV file with the rows, by its path from this file."),
    ] + rows.keys)

  /// One key column of a table below the first; what is none of these is a row.
  public static let rows = KeywordBlock(
    "rows",
    [
      Keyword("else", .cell, "What a key that has no row stands for: a value, or { stop: \"a sentence\" }."),
      Keyword("missing", .cell, "What it stands for when there is no key: a value, or { stop: \"a sentence\" }."),
    ])

  /// What every case of a file starts from.
  public static let usual = KeywordBlock(
    "`usual`",
    [
      Keyword(
        "given", .data, elsewhere: "input source record",
        """
        The source record: the fields that matter. After `group`, a list of records. What is usually there and \
        is not here is `missing`.
        """),
      Keyword("existing", .data, elsewhere: "target current before", "The record that the target has before the run."),
      Keyword("related", .data, "What the related records are found to be: the name of each, and its fields."),
      Keyword("today", .value, "The day on which the example runs, as in date(\"2026-01-31\")."),
    ])

  /// One case of `examples`.
  public static let example = KeywordBlock(
    "an example",
    [Keyword("name", .name, "What the example shows.")] + usual.keys + [
      Keyword(
        "expect", .expectation, required: true, elsewhere: "expected output result then",
        """
        What comes of it: `skip record`, { stop: "part of the sentence" }, or fields. A field may be \
        `left alone` or `clear`; fields that are not named are not compared.
        """)
    ])

  /// The project file, `flowrun.yaml`.
  public static let project = KeywordBlock(
    "a project file",
    [
      Keyword(
        "connections", .connections, required: true,
        "The systems: the name by which flows call each, and its connector and settings."),
      Keyword(
        "flows", .flowOrder,
        "The flows in the order in which they run; without it they run by their file names."),
      Keyword(
        "settings", .projectSettings,
        "Settings for all flows, and blocks of settings for single flows under their names."),
      Keyword("store", .store, "The file in which runs are remembered: sqlite:PATH, from this file."),
    ])

  /// An overlay, `flowrun.NAME.yaml`: what `--env NAME` lays over the project file.
  public static let overlay = KeywordBlock(
    "an overlay",
    [
      Keyword(
        "connections", .overlayConnections,
        "Settings of the project's connections that are others here, under the connections' names."),
      Keyword(
        "settings", .projectSettings,
        "Settings that lie over those of the project file and of the flows."),
      Keyword(
        "store", .store,
        """
        The file in which runs with these settings are remembered: sqlite:PATH, from this file. Without it, that of \
        the project file with NAME in its name, as in .flowrun/state.NAME.db.
        """),
    ])

  /// Below a field, a block of these keys only is the long form of the field, a list or a record with `fields`; a block
  /// of none of them is a record.
  public static let fieldBlockWords: [String] = {
    var words = field.names
    for word in record.names + list.names + [each.name] where !words.contains(word) { words.append(word) }
    return words
  }()

  // MARK: keys that stand in several blocks

  /// Goes through a list: makes an entry, or a related record, a row.
  public static let each = Keyword(
    "each", .each, "A name of your own for one of a list, and the list: each: line in products.")

  private static let matchForms =
    "a field that is written too, a field and a value (sku = article.pluNumber), linked(FLOW), or a list of these"

  private static let use = Keyword(
    "use", .names, elsewhere: "include includes import imports",
    "Files with settings, tables and transforms that are used here, by their paths from this file.")
  private static let when = Keyword("when", .value, "Only if this condition holds.")
  private static let create = Keyword(
    "create", .box, elsewhere: "insert", "Whether a record that the target lacks is made: [x] (the standard) or [ ].")
  private static let update = Keyword(
    "update", .box, "Whether a record that the target has is changed: [x] (the standard) or [ ].")
  private static let gone = Keyword(
    "gone", .word(GoneSyntax.Rule.allCases.map(\.rawValue)), elsewhere: "deleted on_delete delete",
    "What happens to what this flow made and the source no longer has: `keep` (the standard), `hide` or `delete`.")
  private static let settings = Keyword(
    "settings", .settings, elsewhere: "config constants options params parameters",
    "Named constants. Formulas read them as settings.NAME; some are standards of a connector that are set here anew.")
  private static let lets = Keyword(
    "let", .lets, elsewhere: "vars variables define", "Names for values that several lines use.")
  private static let tables = Keyword(
    "tables", .tables, elsewhere: "lookup lookups table maps", "Codes to codes, looked up in formulas as NAME[key].")
  private static let transforms = Keyword(
    "transforms", .transforms, elsewhere: "functions macros",
    "Named lists of steps, or a name with parameters and a formula: net(amount, code): amount.excl(vat_rate[code]).")
  private static let fields = Keyword(
    "fields", .fields, elsewhere: "mapping mappings map attributes columns properties",
    "One line for each field of the target: its name, and what goes into it.")
  private static let usualOfAll = Keyword(
    "usual", .usual, elsewhere: "defaults base",
    "What the examples of this file have in common; each of them says what differs.")
  private static let examples = Keyword(
    "examples", .examples, elsewhere: "tests test cases example",
    "Cases that `flowrun test` runs: a record that is given, and what is expected of it.")
}

extension Keyword {
  /// The same key where the block can't be without it.
  fileprivate var mustStand: Keyword {
    var key = self
    key.isRequired = true
    return key
  }
}
