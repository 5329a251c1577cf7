internal import XML

extension Till {
  /// Fills in an order's lines, VAT groups and totals, all in cents. Gives a reason when a line cannot be sold.
  func price(_ order: inout XMLElement, id: String) -> String? {
    let method = order.text("vatMethod") ?? "VAT-METHOD-INCLUSIVE"
    var lines: [XMLElement] = []
    var groups: [VatKey: Int] = [:]
    for (index, sent) in (order.child("lineList")?.children("line") ?? []).enumerated() {
      var line = sent
      if let reason = price(&line, method, country: order.text("vatCountryIso3")) {
        return "line \(index + 1): \(reason)"
      }
      if line.text("lineId")?.isEmpty ?? true { line.set("lineId", "\(id)-\(index + 1)") }
      let data = line.child("data")
      let key = VatKey(code: data?.int("vatCode") ?? 0, percentage: data?.int("vatPercentage") ?? 0)
      groups[key, default: 0] +=
        data?.int(method == "VAT-METHOD-INCLUSIVE" ? "totalInclAmount" : "totalExclAmount") ?? 0
      lines.append(line)
    }
    order.set(XMLElement("lineList", children: lines))
    order.set("vatMethod", method)
    total(&order, groups, method)
    return nil
  }

  private struct VatKey: Hashable {
    var code: Int
    var percentage: Int
  }

  /// VAT is computed once for each code and percentage over the sum of its lines.
  private func total(_ order: inout XMLElement, _ groups: [VatKey: Int], _ method: String) {
    var list = XMLElement("vatGroupList")
    var incl = 0
    var excl = 0
    for (key, sum) in groups.sorted(by: { ($0.key.code, $0.key.percentage) < ($1.key.code, $1.key.percentage) }) {
      let groupExcl = method == "VAT-METHOD-INCLUSIVE" ? Till.rounded(sum * 10_000, 10_000 + key.percentage) : sum
      let vat =
        switch method {
        case "VAT-METHOD-INCLUSIVE": sum - groupExcl
        case "VAT-METHOD-EXCLUSIVE": Till.rounded(sum * key.percentage, 10_000)
        default: 0
        }
      excl += groupExcl
      incl += groupExcl + vat
      var group = XMLElement("vatGroup")
      group.add("vatCode", key.code)
      group.add("vatPercentage", key.percentage)
      group.add("exclAmount", groupExcl)
      group.add("vatAmount", vat)
      list.children.append(group)
    }
    order.set(list)
    order.set("totalInclAmount", incl)
    order.set("totalExclAmount", excl)
  }

  private func price(_ line: inout XMLElement, _ method: String, country: String?) -> String? {
    guard let number = line.int("articleNumber"), let article = articles[number] else {
      return "article \(line.text("articleNumber") ?? "") does not exist"
    }
    var data = line.child("data") ?? XMLElement("data", children: [XMLElement("quantity", text: "1")])
    let code = data.int("vatCode") ?? article.int("vatCode") ?? 2
    guard let percentage = data.int("vatPercentage") ?? lists.vatPercentage(code: code, country: country) else {
      return "VAT code \(code) does not exist"
    }
    let group = data.int("turnoverGroup") ?? article.int("turnoverGroup") ?? 1
    guard lists.turnoverGroups.contains(where: { $0.number == group }) else {
      return "turnover group \(group) does not exist"
    }
    data.set("vatCode", code)
    data.set("vatPercentage", percentage)
    data.set("turnoverGroup", group)
    setTotals(&data, article, isInclusive: method == "VAT-METHOD-INCLUSIVE", percentage)
    line.set("pluNumber", article.text("pluNumber") ?? "")
    if line.text("text")?.isEmpty ?? true { line.set("text", article.text("description") ?? "") }
    line.set(data)
    return nil
  }

  /// The side that the VAT method names is exact; the other follows from it.
  private func setTotals(_ data: inout XMLElement, _ article: XMLElement, isInclusive: Bool, _ percentage: Int) {
    let given = isInclusive ? data.int("price") : data.int("priceExcl") ?? data.int("price")
    let unit = given ?? article.int(isInclusive ? "priceIncl" : "priceExcl") ?? 0
    let discount = data.int(isInclusive ? "discountAmount" : "discountAmountExcl") ?? 0
    let scale = Till.power(data.int("decimalPlaces") ?? 0)
    let exact = Till.rounded(unit * (data.int("quantity") ?? 0), scale) - discount
    if isInclusive {
      data.set("price", unit)
      data.set("totalInclAmount", exact)
      data.set("totalExclAmount", Till.rounded(exact * 10_000, 10_000 + percentage))
    } else {
      data.set("priceExcl", unit)
      data.set("totalExclAmount", exact)
      data.set("totalInclAmount", Till.rounded(exact * (10_000 + percentage), 10_000))
    }
  }
}

extension Till {
  func order(_ id: String?) -> [XMLElement] {
    guard let id, let order = orders[id] else { return [XMLElement("result", text: "GET-ORDER-RESULT-NOT-FOUND")] }
    return [XMLElement("result", text: "GET-ORDER-RESULT-OK"), order]
  }

  func getOrders(_ request: XMLElement) -> [XMLElement] {
    let types = request.child("orderTypeList")?.children.map(\.text) ?? []
    let wantedTypes =
      types.isEmpty
      ? ["ORDER-TYPE-SALES-ORDER", "ORDER-TYPE-REPEAT-SALES-ORDER", "ORDER-TYPE-EXTERNAL-SALES-ORDER"] : types
    let from = Till.date(request.child("fromFinancialDate")).map(Calendar.days)
    let through = Till.date(request.child("throughFinancialDate")).map(Calendar.days)
    let chosen = orders.values.filter { order in
      let date = Till.date(order.child("financialDate")).map(Calendar.days) ?? 0
      return wantedTypes.contains(order.text("orderType") ?? "")
        && order.int("syncMarker") ?? 0 >= request.int("syncMarker") ?? 0
        && isIn(request.ints("relationNumbers"), order.int("relationNumber"))
        && isIn(request.ints("employeeNumbers"), order.int("employeeNumber"))
        && isIn(request.ints("branchNumbers"), order.int("financialBranchNumber"))
        && isIn(request.children("orderIds").map(\.text), order.text("orderId"))
        && (from.map { date >= $0 } ?? true) && (through.map { date <= $0 } ?? true)
    }
    return orderList(chosen, request, withLines: request.flag("includeLineList") ?? true)
  }

  func getOrdersByExtOrderIds(_ request: XMLElement) -> [XMLElement] {
    let ids = request.child("extOrderIds")?.children.map(\.text) ?? []
    let marker = request.int("syncMarker") ?? 0
    let chosen = orders.values.filter { isIn(ids, $0.text("extOrderId")) && $0.int("syncMarker") ?? 0 >= marker }
    return orderList(chosen, request, withLines: true)
  }

  private func orderList(_ chosen: [XMLElement], _ request: XMLElement, withLines: Bool) -> [XMLElement] {
    let sorted = chosen.sorted { ($0.int("syncMarker") ?? 0) < ($1.int("syncMarker") ?? 0) }
    let page = sorted.prefix(request.int("syncMarkerLimit") ?? Int.max).reversed().map { order in
      var order = order
      if !withLines { order.remove("lineList") }
      return order
    }
    return [XMLElement("orderList", children: page)]
  }

  private func isIn<Element: Equatable>(_ list: [Element], _ element: Element?) -> Bool {
    list.isEmpty || element.map(list.contains) == true
  }
}
