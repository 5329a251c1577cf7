/// A stretch of the file and what stands there instead.
struct FormatEdit {
  enum Replacement {
    case text(String)
    case blanks(Int)
    /// As many blanks as lead to the column, but no fewer than three.
    case toColumn(Int)
  }

  var start: Int
  var end: Int
  var replacement: Replacement

  /// Nil if edits overlap: then two parts of the layout wanted different things.
  static func apply(_ edits: [FormatEdit], to bytes: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    var column = 0
    func put(_ piece: ArraySlice<UInt8>) {
      out += piece
      if let newline = piece.lastIndex(of: Ascii.newline) {
        column = FormatText.width(piece[(newline + 1)...])
      } else {
        column += FormatText.width(piece)
      }
    }
    var place = 0
    for edit in edits.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard edit.start >= place, edit.end >= edit.start else { return nil }
      put(bytes[place..<edit.start])
      switch edit.replacement {
      case .text(let text): put(Array(text.utf8)[...])
      case .blanks(let count): put(Array(repeating: Ascii.space, count: count)[...])
      case .toColumn(let wanted): put(Array(repeating: Ascii.space, count: max(3, wanted - column))[...])
      }
      place = edit.end
    }
    put(bytes[place...])
    return out
  }
}
