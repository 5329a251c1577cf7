import Diagnostics

/// The first page, which fits one screen and begins with examples; and the nearest name for a mistyped command.
enum Help {
  static let text = """
    flowrun: typed mapping flows between BigCommerce and MplusKASSA

      flowrun validate                  are the flows right? asks no network
      flowrun plan products             what a run would change, and why
      flowrun execute products stock    run two flows
      flowrun execute orders --id 1042  run one record
      flowrun demo                      everything on simulated systems, no account needed

    Without a flow, all flows of the project run, in the order of flowrun.yaml.

      validate      check flow files and folders        --live --format text|short|json|sarif|github
      fix           carry out proposed repairs          --all --dry-run
      execute       run flows                           --dry-run --id --full --limit --record
      plan          what execute would do, written nowhere
      test          the examples of flows, and test files beside them
      fmt           one layout for all files            --check --diff
      eval          a formula tried out, or a prompt    flowrun eval '19.99 * 1.21'
      sandbox       both systems simulated on this machine
      demo          sandbox, all flows and the books in one command
      explain       an error code in plain words        flowrun explain M402
      fields        fields of an entity, of the account --live   flowrun fields mplus articles
      functions     the functions of formulas           flowrun functions round
      capabilities  what can be read and written where
      config        who says what a setting is          flowrun config why KEY
      schema        JSON Schema of the files, for editors   flowrun schema flow
      docs          the reference pages, into a folder
      completions   for bash, zsh and fish              source <(flowrun completions bash)
      version       version and parts

    flowrun COMMAND --help says more. Exit codes: 0 done, 1 records stopped, 3 a flow is wrong,
    4 credentials, 5 unreachable, 6 flow is running already, 7 store, 64 wrong usage.
    """

  static let commands = [
    "validate", "fix", "fmt", "execute", "plan", "test", "eval", "sandbox", "demo", "explain", "fields", "functions",
    "capabilities", "config", "schema", "docs", "completions", "version",
  ]

  /// Commands of the project's own checks: not for people, and so not on the first page.
  private static let hidden = ["contract"]

  /// What to say of a first word that is no command; nil if it is one, or an option.
  static func unknownCommand(_ typed: [String]) -> String? {
    guard let word = typed.first, !word.hasPrefix("-"), word != "help", !(commands + hidden).contains(word)
    else { return nil }
    let near = Suggestions.question(word, in: commands).map { "; \($0)" }
    return "there is no command `\(word)`" + (near ?? "; flowrun --help lists them")
  }
}
