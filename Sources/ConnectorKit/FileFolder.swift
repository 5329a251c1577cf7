/// The files that a connection may reach: those of one folder, and standard input and output, which are both called
/// `-`.
///
/// Names are paths inside the folder. The project gives the real one, ``InMemoryFolder`` stands in for it in a test; a
/// connector opens no file in any other way.
public protocol FileFolder: Sendable {
  /// The file, as messages call it.
  func shown(_ name: String) -> String

  /// The plain files directly in it, in the order of their names; hidden ones are left out. None if there is no folder.
  func names() throws(FileTrouble) -> [String]

  /// To be read. Nil if there is no such file. Standard input is read once, and what was read is kept until the end.
  func open(_ name: String) throws(FileTrouble) -> (any OpenedFile)?

  /// A hidden file beside `name`, in which writes are collected until they take its place. It outlives a program that
  /// is killed. Standard output has one that does not, and nobody else sees it.
  ///
  /// - Parameters:
  ///   - name: the file beside which it is.
  ///   - isHeld: it is made if it is not there, and is this program's alone: `held` if another has it. Otherwise it is
  ///     looked at, and nil if there is none.
  func work(for name: String, isHeld: Bool) throws(FileTrouble) -> (any WorkFile)?

  /// New content for `name`, which is there whole or not at all. Standard output gets it piece by piece.
  func replacement(of name: String) throws(FileTrouble) -> any FileReplacement
}

/// What standard input and standard output are called.
public let standardStream = "-"

/// A file that is read. It stays what it was when it was opened, whoever replaces it meanwhile.
public protocol OpenedFile: AnyObject, Sendable {
  /// Another one for every other content, as far as the system tells.
  var version: String { get }
  /// The bytes from an offset on, fewer only at the end.
  func bytes(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8]
}

/// A file to which is added.
public protocol WorkFile: OpenedFile {
  var size: Int { get }
  /// All of the bytes, or none if it throws.
  func append(_ bytes: [UInt8]) throws(FileTrouble)
  /// What was added survives a power failure from here on.
  func keep() throws(FileTrouble)
  /// Takes away what stands behind the first `size` bytes.
  func cut(to size: Int) throws(FileTrouble)
  /// Takes the file away, and lets go of it.
  func remove() throws(FileTrouble)
}

/// New content on its way into a file.
public protocol FileReplacement: AnyObject, Sendable {
  func append(_ bytes: [UInt8]) throws(FileTrouble)
  /// Puts it into the file's place, to last. The mode of the file stays.
  ///
  /// - Parameter version: the file's, as the new content knows it; nil if there was none. `changed` if it has another.
  func finish(replacing version: String?) throws(FileTrouble)
  /// Takes away what was written. Nothing happens after ``finish(replacing:)``.
  func drop()
}

/// Why a file can't be used.
public struct FileTrouble: Error, Sendable, Hashable {
  /// What to do about it.
  public enum Kind: Sendable, Hashable {
    /// Not to be read or written here: its mode, its place, its kind.
    case unusable
    /// There is no room.
    case full
    /// Somebody changed it meanwhile.
    case changed
    /// Another program is writing it.
    case held
  }

  public var kind: Kind
  /// Fits behind the file's name and a colon.
  public var message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
