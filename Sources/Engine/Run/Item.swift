import ConnectorKit
import Plan
import Values

/// One source record on its way through a wave.
struct Item: Sendable {
  var source: SourceRecord
  var mapping: (any RecordMapping)?
  var link: Link?
  /// It has its place in the books.
  var isSettled = false
  /// Not before the next wave: another record of this one writes the same thing first, or the target said conflict.
  var isDeferred = false

  var target: FoundRecord?
  var match: [Intent.LookUpField] = []
  /// It only hides its target record, or deletes it.
  var isGone = false

  var related: [Place: RelatedItem] = [:]
  /// How many look-ups each related record has.
  var rowCounts: [Int: Int] = [:]
  var drafts: [RelatedDraft] = []
  var draft: Draft?
  var steps: [WriteStep] = []
  /// The record of the flow was written.
  var writtenKey: String?
  var lastError: ConnectorError?
  /// The step that is under way.
  var current = 0

  struct Place: Hashable {
    var related: Int
    var row: Int
  }

  init(_ source: SourceRecord, mapping: (any RecordMapping)?) {
    self.source = source
    self.mapping = mapping
  }

  var isOpen: Bool { !isSettled && !isDeferred }
}

/// A related record of an item.
struct RelatedItem: Sendable {
  var match: [Intent.LookUpField] = []
  var found: FoundRecord?
  var toBeMade = false
  /// In a dry run: another record of the flow, which a run would have made by now.
  var wouldBeMade = false
  var ignoresCase = false
  /// The one that `missing` names; it is used, and never changed.
  var isSubstitute = false
}

/// One write of an item: first its related records, in the order of the flow, then the record.
struct WriteStep: Sendable {
  /// Nil: the record of the flow.
  var place: Item.Place?
  var entity: EntityReference
  /// Nil: it is created.
  var existing: FoundRecord?
  var fields: [WrittenField]
  var changes: [FieldChange]
  var draft: Draft
  /// It takes the existing record away for good.
  var isDeletion = false
  /// Fields are known after the related records were written.
  var isOpen = false
  var idempotencyKey: String
  var lookUp: [Intent.LookUpField]
  var intendedAt = Moment.first
  var attempt = 1
}
