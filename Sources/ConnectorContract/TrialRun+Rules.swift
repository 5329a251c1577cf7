import ConnectorKit
import Engine
import Values

extension TrialRun {
  /// What is wrong by one rule, in sentences.
  func messages(_ rule: ConnectorContract.Rule, _ whole: Replay, _ expected: Outcome) async -> [String] {
    switch rule {
    case .replay: []
    case .onceOnly: await onceOnly(whole)
    case .throttling: await throttling(whole, expected)
    case .repeating: await repeating(whole, expected)
    case .refusing: await refusing(whole)
    case .resuming: await resuming(whole, expected)
    case .cutAnswers: await cutAnswers(whole)
    case .secrets: await secrets(whole)
    case .stopping: await stopping()
    }
  }

  /// The recording with another answer before, or in the place of, the one at `index`.
  private func answers(_ index: Int, _ response: HTTPResponse, replacing: Bool) -> [RecordedAnswer] {
    let here = trial.answers[index]
    let changed = RecordedAnswer(here.request, response)
    return trial.answers[..<index] + [changed] + trial.answers[(replacing ? index + 1 : index)...]
  }

  private var places: Range<Int> { trial.answers.indices }

  /// The first place of each request, and the last of all: the same request again tells nothing new.
  private var telling: [Int] {
    var seen: Set<String> = []
    return places.filter { seen.insert(name($0)).inserted || $0 == places.last }
  }

  private func name(_ index: Int) -> String { trial.answers[index].request }

  // 429.

  private func throttling(_ whole: Replay, _ expected: Outcome) async -> [String] {
    var messages: [String] = []
    for index in places {
      let busy = HTTPResponse(status: 429, headers: ["retry-after": "7"])
      let run = await replay(answers(index, busy, replacing: false))
      guard case .success(let outcome) = run.result, outcome.lines == expected.lines else {
        messages.append("after 429 to \(name(index)) it does not come to the same end: \(run.error)")
        continue
      }
      if run.sent[index + 1].milliseconds - run.sent[index].milliseconds < 7000 {
        messages.append("\(name(index)) was sent again before the time that 429 asked for")
      }
    }
    // And if it stays that way, the error says so.
    let always = Array(repeating: RecordedAnswer(name(0), HTTPResponse(status: 429)), count: 2)
    let run = await replay(always, limits: PacingLimits(attempts: 2))
    guard case .failure(let error) = run.result, case .throttled = error.kind else {
      return messages + ["429 to \(name(0)) is not understood as too many requests: \(run.error)"]
    }
    return messages
  }

  // 5xx and 4xx.

  private func repeating(_ whole: Replay, _ expected: Outcome) async -> [String] {
    var messages: [String] = []
    for index in places {
      let down = HTTPResponse(
        status: 503, headers: ["content-type": "text/html"], body: Array("<html>down</html>".utf8))
      if whole.sent[index].request.isRepeatable {
        let run = await replay(answers(index, down, replacing: false))
        if case .success(let outcome) = run.result, outcome.lines == expected.lines { continue }
        messages.append("after 503 to \(name(index)) it does not come to the same end: \(run.error)")
      } else {
        let run = await replay(answers(index, down, replacing: true))
        if run.sent.count != index + 1 { messages.append("\(name(index)) was sent again after 503, which is not safe") }
        guard case .failure(let error) = run.result else {
          messages.append("503 to \(name(index)) is taken for success")
          continue
        }
        if error.kind != .ambiguous {
          messages.append("503 to \(name(index)), which may have been applied, is not ambiguous: \(error.message)")
        }
      }
    }
    return messages
  }

  private func refusing(_ whole: Replay) async -> [String] {
    var messages: [String] = []
    for index in telling {
      for status in [400, 401] {
        // Once: a token that has run out may be asked about a second time.
        let run = await replay(
          answers(index, HTTPResponse(status: status), replacing: true), limits: PacingLimits(attempts: 1))
        guard case .failure(let error) = run.result else {
          messages.append("\(status) to \(name(index)) is taken for success")
          continue
        }
        if run.sent.count > index + 1 { messages.append("it goes on after \(status) to \(name(index))") }
        if status == 401, error.kind != .credentials {
          messages.append("401 to \(name(index)) does not speak of the credentials: \(error.message)")
        }
        if status == 400, error.kind != .refused, error.kind != .conflict {
          messages.append("400 to \(name(index)) is not understood as a refusal: \(error.message)")
        }
      }
    }
    return messages
  }

  // Answers that were cut off.

  private func cutAnswers(_ whole: Replay) async -> [String] {
    var messages: [String] = []
    for index in telling {
      let response = trial.answers[index].response
      let count = response.body.count
      for kept in Set([0, 1, count / 4, count / 2, count * 3 / 4, count - 1]).sorted() where kept < count && kept >= 0 {
        var cut = response
        cut.body = Array(response.body.prefix(kept))
        let run = await replay(answers(index, cut, replacing: true), limits: PacingLimits(attempts: 1))
        switch run.result {
        case .success: messages.append("\(kept) of \(count) bytes of the answer to \(name(index)) are believed")
        case .failure(let error) where !isUnclear(error.kind):
          messages.append("an answer to \(name(index)) that was cut off is not unclear: \(error.message)")
        case .failure: break
        }
      }
    }
    return messages
  }

  private func isUnclear(_ kind: ConnectorError.Kind) -> Bool {
    switch kind {
    case .misunderstood, .ambiguous: true
    case .unavailable: !isWrite
    case .credentials, .unreachable, .throttled, .refused, .conflict: false
    }
  }

  // Page marks and cursors.

  private func resuming(_ whole: Replay, _ expected: Outcome) async -> [String] {
    guard case .read(let request) = trial.act else { return [] }
    var messages: [String] = []
    var start = 0
    for (number, page) in expected.pages.enumerated() {
      guard let next = page.next else { continue }
      if whole.sent[start].bytes == whole.sent[page.answers].bytes {
        messages.append("page \(number + 2) is asked for with the same request as page \(number + 1)")
      }
      start = page.answers
      var rest = request
      rest.next = PageMark(next.position)
      let run = await replay(Array(trial.answers[page.answers...]), act: .read(rest))
      if case .success(let outcome) = run.result, run.problems.isEmpty,
        outcome.lines == Array(expected.lines[page.lines...]),
        run.sent.map(\.bytes) == whole.sent[page.answers...].map(\.bytes)
      {
        continue
      }
      messages.append("reading does not go on behind page \(number + 1): \(run.problems.first ?? run.error)")
    }
    let reading = connector.declaration(for: settings.texts).entity(request.entity)?.reading
    guard reading?.changes == true, !expected.lines.isEmpty else { return messages }
    guard let cursor = expected.cursor else {
      return messages + ["a reading that can be continued ends without a cursor"]
    }
    var changes = request
    changes.selection = .changes(since: Cursor(cursor.position))
    let run = await replay([], act: .read(changes), limits: PacingLimits(attempts: 1))
    if run.sent.isEmpty { messages.append("the cursor \(cursor.position) is not understood: \(run.error)") }
    return messages
  }

  // Writes.

  private func onceOnly(_ whole: Replay) async -> [String] {
    guard case .write(let request) = trial.act else { return [] }
    guard let entity = connector.declaration(for: settings.texts).entity(request.entity), let writing = entity.writing
    else { return ["\(request.entity) is not declared as something that can be written"] }
    let second = await replay()
    guard second.sent.map(\.bytes) == whole.sent.map(\.bytes) else {
      return ["two writes with one key are not the same requests"]
    }
    let unsafe = whole.sent.filter { !$0.request.isRepeatable }
    switch (writing.effect, request.operation) {
    case (.absolute, _), (_, .update):
      return unsafe.isEmpty || !isAbsolute(request, writing)
        ? [] : ["\(unsafe[0].request.name) sets values, and is not marked as repeatable"]
    case (.create(let naturalKey), .create):
      if unsafe.isEmpty { return ["nothing tells that making a record twice makes two"] }
      return told(by: naturalKey, request, entity, unsafe)
    case (.idempotent(let naturalKey), .create):
      var other = request
      other.idempotencyKey += "/other"
      let another = await replay(act: .write(other))
      if another.sent.map(\.bytes) == whole.sent.map(\.bytes) { return ["the key of the write is not sent along"] }
      return told(by: naturalKey, request, entity, whole.sent)
    }
  }

  /// Records that are made inside of an update, as entries of a list, may need requests that can't be repeated.
  private func isAbsolute(_ request: WriteRequest, _ writing: Entity.Writing) -> Bool {
    if case .absolute = writing.effect { return true }
    return request.fields.allSatisfy { field in
      switch field.value {
      case .value, .cleared: true
      case .record, .list, .entries: false
      }
    }
  }

  private func told(by key: String, _ request: WriteRequest, _ entity: Entity, _ sent: [Player.Sent]) -> [String] {
    var messages: [String] = []
    if !entity.finding.contains(where: { $0.fields == [key] }) {
      messages.append("a lost record of \(entity.name) is told by \(key), and can't be found by it")
    }
    guard case .value(let value) = request[key] else { return messages + ["the trial writes no \(key)"] }
    let text = if case .text(let text) = value { Array(text.string.utf8) } else { Array("\(value)".utf8) }
    if !sent.contains(where: { $0.request.body.firstRange(of: text) != nil }) {
      messages.append("the value of \(key), by which a lost record of \(entity.name) is told, is not sent")
    }
    return messages
  }

  // Secrets.

  private func secrets(_ whole: Replay) async -> [String] {
    var messages: [String] = []
    let mask = SecretMask(Array(settings.secrets.values))
    for sent in whole.sent where mask.text(sent.shown) != sent.shown {
      messages.append("\(sent.request.name) carries a secret where logs would show it")
    }
    for index in telling {
      for echo in Echo.all(of: whole.sent[index].request) {
        let run = await replay(answers(index, echo, replacing: true), limits: PacingLimits(attempts: 1))
        guard case .failure(let error) = run.result else { continue }
        let words = ([error.message] + error.fields.flatMap { [$0.field, $0.message] }).joined(separator: "\n")
        if mask.text(words) != words {
          messages.append("a secret in an answer with \(echo.status) to \(name(index)) gets into the message")
        }
      }
    }
    return messages
  }

  // Stopping.

  /// The best of some tries counts: a machine that is busy with other things is not the connector's fault.
  private func stopping() async -> [String] {
    var best: Duration?
    for _ in 1...Self.stoppingTriesMax {
      let took = await timeToStop()
      if took < .seconds(1) { return [] }
      best = min(best ?? took, took)
    }
    return best.map { ["it took \($0) to stop"] } ?? []
  }

  private static let stoppingTriesMax = 5

  private func timeToStop() async -> Duration {
    let (asked, note) = AsyncStream<Void>.makeStream()
    let transport = SilentTransport { note.yield() }
    let task = Task { () -> Void in _ = try? await perform(trial.act, over: transport) }
    for await _ in asked { break }
    let clock = ContinuousClock()
    let start = clock.now
    task.cancel()
    await task.value
    return clock.now - start
  }
}

extension Player.Sent {
  /// All that goes out, secrets aside.
  fileprivate var bytes: [UInt8] { Array("\(request.method.rawValue) \(request.url.visible)\n".utf8) + request.body }

  /// What a log may show of a request.
  fileprivate var shown: String {
    let headers = request.headers.compactMap { header -> String? in
      if case .plain(let text) = header.value { "\(header.name): \(text)" } else { nil }
    }
    return ([request.name, request.url.visible, String(decoding: request.body, as: UTF8.self)] + headers).joined(
      separator: "\n")
  }
}
