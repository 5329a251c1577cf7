internal import ConnectorKit
internal import Values

/// The fields of an order or an invoice, made fit for Mplus: what every sale needs is there, and of each pair of prices
/// the one that the VAT method demands.
struct SaleFields {
  private var fields: [WrittenField]

  init(_ fields: [WrittenField]) { self.fields = fields }

  func complete() throws(ConnectorError) -> [WrittenField] {
    var sale = self
    if sale["employeeNumber"] == nil {
      sale.fields.append(WrittenField("employeeNumber", .value(.whole(OrderDesk.superuser))))
    }
    sale.copyBranch()
    try sale.choosePrices()
    return sale.fields
  }

  private subscript(name: String) -> Written? { fields.first { $0.name == name }?.value }

  /// Where only one branch is given, it is both the one that enters and the one whose turnover it is.
  private mutating func copyBranch() {
    let names = ["entryBranchNumber", "financialBranchNumber"]
    for (name, other) in zip(names, names.reversed()) where self[name] == nil {
      if let branch = self[other] { fields.append(WrittenField(name, branch)) }
    }
  }

  private mutating func choosePrices() throws(ConnectorError) {
    guard let place = fields.firstIndex(where: { $0.name == "lineList" }), case .list(let lines) = fields[place].value
    else { return }
    var fitting: [[WrittenField]] = []
    for (index, line) in lines.enumerated() {
      var line = line
      if let data = line.firstIndex(where: { $0.name == "data" }), case .record(let members) = line[data].value {
        line[data].value = .record(try choose(members, line: index + 1))
      }
      fitting.append(line)
    }
    fields[place].value = .list(fitting)
  }

  private var isInclusive: Bool {
    if case .value(.text(let word)) = self["vatMethod"] { word.string == "inclusive" } else { true }
  }

  /// A price of the wrong kind alone is refused: without it, Mplus would take the article's own price.
  private func choose(_ members: [WrittenField], line: Int) throws(ConnectorError) -> [WrittenField] {
    let (wanted, other) = isInclusive ? ("price", "priceExcl") : ("priceExcl", "price")
    let names = Set(members.map(\.name))
    if names.contains(other), !names.contains(wanted) {
      let end = "has \(other) but no \(wanted), which the VAT method needs"
      throw ConnectorError(.refused, "line \(line) \(end)", fields: [.init("lineList", "line \(line) \(end)")])
    }
    let left: Set = isInclusive ? ["priceExcl", "discountAmountExcl"] : ["price", "originalPrice", "discountAmount"]
    return members.filter { !left.contains($0.name) }
  }
}
