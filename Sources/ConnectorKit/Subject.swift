/// What a shop calls a kind of record, so that the entities of two systems can be set side by side.
public enum Subject: String, Sendable, Hashable, CaseIterable {
  case products, stock, categories, brands, customers, orders
}
