public import ConnectorKit
public import Diagnostics
public import Foundation
internal import Source
internal import Types
public import Values

/// `live/CONNECTION.json` beside the project file, for an environment `live/CONNECTION.NAME.json`: what an account was
/// seen to hold, in a form that people can read and keep under version control.
///
/// It has the system's address and the time, and neither credentials nor anything of customers.
public enum AccountFile {
  /// The folder of these files.
  public static let folder = "live"
  /// Lists are settings of a shop, thousands of lines at the most.
  static let bytesMax = 4 << 20
  static let version: Int64 = 1

  public static func place(of connection: String, in project: Project) -> URL {
    let name = ([connection] + [project.overlay].compactMap(\.self) + ["json"]).joined(separator: ".")
    return project.folder.url.appending(path: folder).appending(path: name)
  }

  /// Puts it in the place of the one before, whole or not at all.
  public static func write(
    _ account: AccountSnapshot, of connection: ProjectConnection, in project: Project
  ) throws(ProjectProblem) {
    let file = place(of: connection.name, in: project)
    do throws(FileProblem) {
      try ProjectFolder.put(json(account, connection.declaration).bytes(pretty: true) + [0x0A], in: file)
    } catch {
      throw ProjectProblem(.usage, "\(file.shown(from: project.standing)): \(error)")
    }
  }

  // MARK: as JSON

  public static func json(_ account: AccountSnapshot, _ declaration: ConnectorDeclaration) -> JSON {
    [
      "version": .whole(version), "connector": .string(declaration.name),
      "address": account.address.map(JSON.string) ?? .null, "read_at": .string(account.readAt.description),
      "lists": sorted(account.lists) { name, entries in
        let fields = declaration.entity(name)?.record.fields.map(\.name) ?? []
        return .array(
          entries.map { entry in
            .object(
              JSON.Object(fields.compactMap { field in entry.values[field].flatMap(Self.json).map { (field, $0) } }))
          })
      },
      "names": sorted(account.names) { _, names in
        .array(
          names.sorted { $0.name < $1.name }.map { name in
            var members: [(String, JSON)] = [
              ("name", .string(name.name)), ("records", .whole(Int64(name.records))),
            ]
            if let sample = name.sample { members.append(("sample", .string(sample))) }
            return .object(JSON.Object(members))
          })
      },
      "fields": sorted(account.fields) { _, fields in
        .array(
          fields.map {
            ["name": .string($0.name), "type": .string($0.kind.rawValue), "records": .whole(Int64($0.records))]
          })
      },
      "records_seen": sorted(account.recordsSeen) { .whole(Int64($1)) },
    ]
  }

  private static func sorted<Element>(
    _ members: [String: Element], _ json: (String, Element) -> JSON
  ) -> JSON {
    .object(JSON.Object(members.sorted { $0.key < $1.key }.map { ($0.key, json($0.key, $0.value)) }))
  }

  private static func json(_ value: Value) -> JSON? {
    switch value {
    case .text(let text): .string(text.string)
    case .whole(let number): .whole(number)
    case .decimal(let number): .number(number)
    case .bool(let bool): .bool(bool)
    case .missing, .date, .moment, .span, .list, .record: nil
    }
  }

  // MARK: back

  /// Throws what is wrong, in a sentence that fits behind the file's name.
  public static func account(
    _ bytes: [UInt8], _ declaration: ConnectorDeclaration
  ) throws(FileProblem) -> AccountSnapshot {
    guard bytes.count <= bytesMax else { throw FileProblem("it is larger than \(bytesMax >> 20) MB") }
    let json: JSON
    do throws(JSONProblem) { json = try JSON.parse(bytes) } catch { throw FileProblem("it is not JSON: \(error)") }
    guard json["version"]?.whole == version else {
      throw FileProblem("it is no list of an account, or one of another version of flowrun")
    }
    guard json["connector"]?.string == declaration.name else {
      throw FileProblem("it is of the connector \(json["connector"]?.string ?? "?"), and not of \(declaration.name)")
    }
    guard let readAt = json["read_at"]?.string.flatMap({ Moment(iso: $0) }) else {
      throw FileProblem("it does not say when it was read")
    }
    var account = AccountSnapshot(address: json["address"]?.string, readAt: readAt)
    for (name, entries) in json["lists"]?.object?.members ?? [] {
      guard let record = declaration.entity(name)?.record else { continue }
      account.lists[name] = (entries.array ?? []).map { entry in
        var values: [String: Value] = [:]
        for (field, value) in entry.object?.members ?? [] {
          values[field] = record.field(field).flatMap { Self.value(value, $0.type) }
        }
        return AccountSnapshot.Entry(values)
      }
    }
    for (path, names) in json["names"]?.object?.members ?? [] {
      account.names[path] = (names.array ?? []).compactMap { entry in
        entry["name"]?.string.map {
          AccountSnapshot.SeenName($0, records: Int(entry["records"]?.whole ?? 0), sample: entry["sample"]?.string)
        }
      }
    }
    for (entity, fields) in json["fields"]?.object?.members ?? [] {
      account.fields[entity] = (fields.array ?? []).compactMap { entry in
        guard let name = entry["name"]?.string,
          let kind = entry["type"]?.string.flatMap({ AccountSnapshot.SeenField.Kind(rawValue: $0) })
        else { return nil }
        return AccountSnapshot.SeenField(name, kind, records: Int(entry["records"]?.whole ?? 0))
      }
    }
    for (entity, count) in json["records_seen"]?.object?.members ?? [] {
      account.recordsSeen[entity] = count.whole.map { Int($0) }
    }
    return account
  }

  private static func value(_ json: JSON, _ type: ValueType) -> Value? {
    switch (json, type.unwrapped) {
    case (.string(let text), .text), (.string(let text), .enumeration): .text(Text(text))
    case (.number(let number), .whole): number.wholeValue.map(Value.whole)
    case (.number(let number), .decimal), (.number(let number), .amount): .decimal(number)
    case (.bool(let bool), .bool): .bool(bool)
    default: nil
    }
  }
}

extension Project {
  /// Older than this, what an account holds may well be something else by now.
  public static let accountDaysMax: Int64 = 30

  /// Reads what is kept of the accounts. What can't be used is noted, and is then as if it were not there.
  mutating func readAccounts() {
    for connection in connections {
      let file = AccountFile.place(of: connection.name, in: self)
      guard file.isThere else { continue }
      let path = file.shown(from: standing)
      var bytes: [UInt8] = []
      do throws(FileProblem) {
        bytes = try file.wholeContent(bytesMax: AccountFile.bytesMax)
        let account = try AccountFile.account(bytes, connection.declaration)
        if let here = connection.address, let there = account.address, here != there {
          throw FileProblem("it was read from \(there), and the connection leads to \(here)")
        }
        accounts[connection.name] = account
      } catch {
        diagnostics.append(
          note(
            SourceFile(path: path, bytes: bytes), "\(path) is left aside: \(error)",
            "flowrun fields \(connection.name) --live\(environmentOption) reads it anew"))
      }
    }
  }

  /// What was read so long ago that it should be read again.
  public func oldAccounts(now: Moment) -> [Diagnostic] {
    accounts.sorted { $0.key < $1.key }.compactMap { name, account in
      let days = (now.seconds - account.readAt.seconds) / 86_400
      guard days > Self.accountDaysMax else { return nil }
      let path = AccountFile.place(of: name, in: self).shown(from: standing)
      let source = SourceFile(path: path, text: "")
      return note(
        source, "\(path) is \(days) days old", "flowrun fields \(name) --live\(environmentOption) reads it anew")
    }
  }

  private var environmentOption: String { overlay.map { " --env \($0)" } ?? "" }

  private func note(_ source: SourceFile, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.S124, message, labels: [Label(Place(source, Span(0, min(1, source.bytes.count))))], help: [help])
  }
}
