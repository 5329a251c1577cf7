import Commands

/// The door: everything behind it is in the room Commands.
@main
enum Main {
  static func main() async { await FlowrunProgram.main() }
}
