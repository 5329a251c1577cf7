/// Names of members that are wanted of many objects: they are all found in one walk over an object.
public struct MemberNames: Sendable {
  public let names: [Text]
  /// By a sum over length and outer bytes: the first name, and for each name the next with the same sum.
  private var first: [Int16]
  private var next: [Int16]

  /// At most 32,767 names, each once.
  public init(_ names: [Text]) {
    precondition(names.count <= Int(Int16.max), "as many names as a walk can tell apart")
    self.names = names
    first = Array(repeating: -1, count: 256)
    next = Array(repeating: -1, count: names.count)
    for (index, name) in names.enumerated() {
      let bucket = name.withBytes { MemberNames.bucket($0) }
      next[index] = first[bucket]
      first[bucket] = Int16(index)
    }
  }

  /// Calls `found` with the index of each name that the object has, and the member. Nothing for other values.
  public func find(in node: Node, _ found: (Int, Node) -> Void) {
    let document = node.document
    let object = node.word
    guard object.tag == .object else { return }
    document.tape.withUnsafeBufferPointer { tape in
      document.bytes.withUnsafeBufferPointer { bytes in
        var at = node.index + 2
        while at < object.length {
          let index =
            TapeWord(tape[at]).tag == .escapedText
            ? names.firstIndex { name in name.withBytes { document.isSame(TapeWord(tape[at]), as: $0, in: bytes) } }
              ?? -1
            : place(of: TapeWord(tape[at]), in: bytes)
          if index >= 0 { found(index, Node(document: document, index: at + 1)) }
          let value = TapeWord(tape[at + 1])
          at = value.isContainer ? value.length : at + 2
        }
      }
    }
  }

  private func place(of key: TapeWord, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let written = UnsafeBufferPointer(rebasing: bytes[key.start..<key.start + key.length])
    var index = Int(first[MemberNames.bucket(written)])
    while index >= 0 {
      if names[index].count == written.count, names[index].withBytes({ $0.elementsEqual(written) }) { return index }
      index = Int(next[index])
    }
    return -1
  }

  private static func bucket(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = bytes.first, let last = bytes.last else { return 0 }
    return (bytes.count &* 31 &+ Int(first) &* 7 &+ Int(last) &* 3) & 0xFF
  }
}
