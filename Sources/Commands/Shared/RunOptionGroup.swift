import ArgumentParser
import Engine

/// What `execute` and `plan` share.
struct RunOptionGroup: ParsableArguments {
  @Argument(
    help: "Flow files or names; all flows of the project, if none is given.", completion: Completions.flows)
  var flows: [String] = []

  @OptionGroup var place: PlaceOptions

  @Option(name: .customLong("id"), help: "Only the record with this key; may be given several times.")
  var keys: [String] = []

  @Flag(help: "Read everything instead of what changed since the last run.")
  var full = false

  @Flag(
    name: .customLong("moved"),
    help: "The systems have new addresses and are the same: what is remembered of them holds on.")
  var isMoved = false

  @Option(help: "No more records than this from each flow.")
  var limit: Int?

  @Option(help: "Write all exchanges to this file, secrets removed.")
  var record: String?

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what is repeated and waited for; -vv says more.")
  var verbose: Int

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
    if !keys.isEmpty, full { throw ValidationError("--id reads single records, --full everything: use one of them") }
  }

  func options(isDry: Bool) -> RunOptions {
    var options = RunOptions()
    options.isFull = full
    options.only = keys.isEmpty ? nil : keys
    options.limit = limit
    options.isDry = isDry
    options.owner = Session.owner
    return options
  }
}
