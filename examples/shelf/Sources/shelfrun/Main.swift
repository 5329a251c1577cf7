import Commands
import ShelfConnector

/// flowrun, with one connector more.
@main
enum Main {
  static func main() async { await FlowrunProgram.main(adding: [Shelf.self]) }
}
