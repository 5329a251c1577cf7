/// What nobody guesses from the tables of the page.
enum FilesPage {
  static let paragraphs = [
    """
    Every file `NAME.ndjson`, `NAME.json` or `NAME.csv` in the folder of a connection is an entity `NAME`. So a flow
    can be tried without any account, and an export of any system can be brought into another.
    """,
    """
    ```yaml
    connections:
      in:
        connector: files
        folder:    data
      out:
        connector: files
        files:     { result: "-" }
    ```
    """,
    """
    **What the records hold** is said, in this order,

    - by `NAME.schema.json` beside the file, JSON Schema draft-07. `flowrun schema infer SAMPLE --schema` prints one
      from a sample. `x-key` at its top names the field that tells records apart; `x-amount` (`incl`, `excl`,
      `untaxed`) makes a number an amount of money; `x-personal` marks personal data. A word that it does not
      understand is refused, so that no rule is written down that nobody keeps.
    - by `like: bigcommerce`, or another connector: then every entity of that connector is there, and its flows run
      over files unchanged, with an overlay such as `flowrun.files.yaml`.
    - by the file itself: its first 1,000 records, at most 1 MB of it. The key is the first field that every record
      has and no two share; `flowrun fields` says which it is. In CSV, numbers of up to nine digits without a
      leading zero are numbers; everything else is a text, and so is a number with a comma, which the flow reads
      itself.

    A file that is still to be written needs one of the first two. A record that holds something else than was said, or
    than the first records showed, stops the run with its line.
    """,
    """
    **Reading** takes a page at a time, whatever the size of the file, and always reads all of it. A line that can't
    be read stops the run with its number, before anything of its page is written: a file that is broken in one
    place was mostly cut off, and half of it believed does more harm than none. What stood before that page is
    settled. A file that somebody changes between two pages stops the run, too.
    """,
    """
    **Writing** goes by the key, and writing twice is the same as writing once. A new record whose key the flow does
    not give gets the next whole number. What is written is collected in a hidden file beside it
    (`.NAME.ndjson.work`), and at the end of the run the whole file takes the place of the old one in one step; its
    mode stays. A run that is killed leaves the old file whole, and the next run takes up what was collected. If
    somebody else changed the file meanwhile, both are kept: their records, and the fields that the run wrote.
    Records that no run touched keep their bytes. While one run writes a file, another one that wants to is refused.
    Full disks and folders that may not be written are named, and what was collected is kept.
    """,
    """
    **`-`** is standard input where it is read and standard output where it is written, `stream` says in which form.
    Then everything else that `execute` prints goes to standard error, and nothing is remembered from run to run.
    Output comes at the end of the run, whole.
    """,
    """
    **CSV** is read with commas, semicolons or tabs, with a byte order mark or without, in UTF-8. A column
    `address.city` is the field `city` of the record `address`. Lists have no place in a row: use NDJSON for them.
    It is written as RFC 4180 has it, with the columns of the file, then new ones in the order of the record type;
    an empty cell is a missing value.
    """,
  ]
}
