/// One record to be taken away for good. Asked only of entities that declare `canDelete`.
public struct DeleteRequest: Sendable {
  public var entity: String
  /// The record as it was found just now.
  public var record: FoundRecord
  /// The same for every attempt at this effect, also in a later run.
  public var idempotencyKey: String

  public init(entity: String, record: FoundRecord, idempotencyKey: String) {
    self.entity = entity
    self.record = record
    self.idempotencyKey = idempotencyKey
  }
}

extension Connector {
  /// A connector none of whose entities declares `canDelete` deletes nothing.
  public func delete(_ request: DeleteRequest, over transport: any Transport) async throws(ConnectorError) {
    throw ConnectorError(.refused, "records of \(request.entity) can't be deleted")
  }
}
