import ArgumentParser
import Values

struct SandboxClockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Move the clock of a running sandbox forward.",
    discussion: """
      flowrun sandbox clock 8081 +1h
      flowrun sandbox clock 8081 +90m
      flowrun sandbox clock 8081 +2d

      Offers begin and end, and what is read by its date of change is read so. The clock never goes back.
      """)

  @Argument(help: "A port, or a URL that the sandbox printed.")
  var address: String
  @Argument(help: "How far: +30s, +90m, +1h, +2d.")
  var step: String

  func validate() throws {
    if seconds == nil { throw ValidationError("“\(step)” is not a step forward: write +30s, +90m, +1h or +2d") }
  }

  var seconds: Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard step.first == "+", let unit = step.last.flatMap({ units[$0] }), let number = Int(step.dropFirst().dropLast()),
      (0...1_000_000).contains(number)
    else { return nil }
    return number * unit
  }

  func run() async throws {
    let answer = try await SandboxControl(address).post(
      "clock", ["advance_seconds": .whole(Int64(seconds ?? 0))])
    Output.line("both systems say \(answer["now"]?.string ?? "?")")
  }
}
