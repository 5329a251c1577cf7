import ArgumentParser
import Check
import Diagnostics
import Source
import Values
import Workspace

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "What a setting is, and who says so.",
    subcommands: [WhyCommand.self])

  struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "why",
      abstract: "The value of a setting in every flow, with all that was said of it; the last one wins.",
      discussion: """
        flowrun config why defaultDebtor
        flowrun config why defaultDebtor orders --env live
        """)

    @Argument(help: "The name of a setting.")
    var key: String

    @Argument(
      help: "Flow files, folders or names; all flows of the project, if none is given.", completion: Completions.flows)
    var flows: [String] = []

    @OptionGroup var place: PlaceOptions

    @Flag(help: "One JSON document.")
    var json = false

    func run() throws {
      let checked = try CheckedProject.check(flows, in: try place.project())
      let found = checked.flows.compactMap { flow in
        flow.settings.first { $0.name == key }.map { (flow: flow.name, setting: $0) }
      }
      guard !found.isEmpty else {
        let known = Set(checked.flows.flatMap { $0.settings.map(\.name) }).sorted()
        let near = Suggestions.question(key, in: known).map { "; \($0)" }
        throw Failure(.usage, "no flow has a setting `\(key)`\(near ?? "; there are \(known.joined(separator: ", "))")")
      }
      if json {
        let all = found.map { $0.setting.json(flow: $0.flow) }
        Output.line(JSONText.document(["settings": .array(all)]))
      } else {
        Output.line(found.map { $0.setting.text(flow: $0.flow) }.joined(separator: "\n\n"))
      }
    }
  }
}

extension LayeredSetting {
  /// `orders: defaultDebtor = 100001`, and below it each layer, the winner marked.
  fileprivate func text(flow: String) -> String {
    let values = layers.map(\.value.settingText)
    let width = values.map(\.count).max() ?? 0
    let lines = layers.enumerated().reversed().map { index, layer in
      let mark = index == layers.count - 1 ? ">" : " "
      let value = values[index] + String(repeating: " ", count: width - values[index].count)
      return "  \(mark) \(value)  \(layer.origin)"
    }
    return (["\(flow): \(name) = \(value.settingText)"] + lines).joined(separator: "\n")
  }

  fileprivate func json(flow: String) -> JSON {
    let shown = layers.enumerated().map { index, layer -> JSON in
      var members: [(String, JSON)] = [
        ("layer", .string(layer.rank.rawValue)), ("value", .string(layer.value.settingText)),
        ("wins", .bool(index == layers.count - 1)),
      ]
      if let place = layer.place {
        members.append(("file", .string(place.source.path)))
        members.append(("line", .whole(Int64(place.source.lineNumber(at: place.span.start)))))
      }
      return .object(JSON.Object(members))
    }
    return .object(
      JSON.Object([
        ("flow", .string(flow)), ("name", .string(name)), ("value", .string(value.settingText)),
        ("type", .string("\(type)")), ("layers", .array(shown)),
      ]))
  }
}

extension LayeredSetting.Layer {
  fileprivate var origin: String {
    guard let place else { return "the connector's standard" }
    let line = "\(place.source.path):\(place.source.lineNumber(at: place.span.start))"
    return switch rank {
    case .connector: "the connector's standard"
    case .project: "\(line), the project file"
    case .shared: "\(line), a shared file"
    case .flow: "\(line), the flow"
    case .overlay: "\(line), the overlay"
    }
  }
}

extension Value {
  fileprivate var settingText: String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .list(let items): "[" + items.map(\.settingText).joined(separator: ", ") + "]"
    default: description
    }
  }
}
