internal import XML

extension Till {
  /// Levels of one or more branches; with `stockId` only those changed at or after it. In order of article and branch.
  func getStock(_ request: XMLElement) -> [XMLElement] {
    let more = request.child("branchNumbers")?.ints("branchNumber") ?? []
    let branches = Set(more.isEmpty ? [request.int("branchNumber") ?? 0] : more)
    let wanted = Set(request.child("articleNumbers")?.ints("articleNumbers") ?? [])
    let since = request.int("stockId") ?? 0
    let places = stock.filter { place, level in
      branches.contains(place.branch) && (wanted.isEmpty || wanted.contains(place.article)) && level.stockId >= since
    }
    return places.sorted { ($0.key.article, $0.key.branch) < ($1.key.article, $1.key.branch) }.map(stockElement)
  }

  private func stockElement(_ place: StockPlace, _ level: StockLevel) -> XMLElement {
    var element = XMLElement("articleStocks")
    element.add("branchNumber", place.branch)
    element.add("articleNumber", place.article)
    element.children.append(Till.moment("changeTimestamp", level.changed))
    element.add("stockId", level.stockId)
    for (name, amount) in [("Free", level.free), ("Reserved", level.reserved), ("Incoming", level.incoming)] {
      let (quantity, places) = Till.quantity(amount)
      element.add("amount" + name, quantity)
      if places > 0 { element.add("decimalPlaces" + name, places) }
    }
    element.add("isDayStockArticle", "false")
    return element
  }

  /// Movements; the filters are inclusive.
  func getStockHistory(_ request: XMLElement) -> [XMLElement] {
    let branches = request.int("branchNumber").map { [$0] } ?? request.ints("branchNumbers")
    let wanted = request.child("articleNumbers")?.ints("articleNumbers") ?? []
    let since = request.int("sinceStockId") ?? 0
    let movements = stockHistory.filter { movement in
      (branches.isEmpty || branches.contains(movement.int("branchNumber") ?? 0))
        && (wanted.isEmpty || wanted.contains(movement.int("articleNumber") ?? 0))
        && movement.int("stockId") ?? 0 >= since
    }
    return Array(movements.prefix(request.int("sinceStockIdLimit") ?? Int.max))
  }

  /// Absolute: what is counted on the shelf, reservations included.
  mutating func setStock(_ request: XMLElement) -> [XMLElement] {
    changeStock(request, "setStock", "SET-STOCK-RESULT-") { level, request in
      level.physical = Till.thousandths(request.int("amount") ?? 0, places: request.int("decimalPlaces") ?? 0)
    }
  }

  /// Relative: called twice, it counts twice.
  mutating func updateStock(_ request: XMLElement) -> [XMLElement] {
    changeStock(request, "updateStock", "UPDATE-STOCK-RESULT-") { level, request in
      level.physical += Till.thousandths(request.int("amountChanged") ?? 0, places: request.int("decimalPlaces") ?? 0)
    }
  }

  private mutating func changeStock(
    _ request: XMLElement, _ operation: String, _ prefix: String, _ change: (inout StockLevel, XMLElement) -> Void
  ) -> [XMLElement] {
    let place = StockPlace(branch: request.int("branchNumber") ?? 0, article: request.int("articleNumber") ?? 0)
    func refused(_ reason: String) -> [XMLElement] { [XMLElement("result", text: prefix + reason)] }
    guard lists.branches.contains(where: { $0.number == place.branch }) else { return refused("BRANCH-NOT-FOUND") }
    guard let article = articles[place.article] else { return refused("ARTICLE-NOT-FOUND") }
    guard article.flag("stockArticle") == true else { return refused("NO-STOCK-ARTICLE") }
    let before = stock[place]?.physical ?? 0
    move(place, "STOCK-HISTORY-TYPE-API") { change(&$0, request) }
    let after = stock[place]?.physical ?? 0
    note(
      operation, "stock", article.text("pluNumber") ?? String(place.article),
      ["branch": String(place.branch), "before": Till.shown(before), "after": Till.shown(after)])
    return [XMLElement("result", text: prefix + "OK"), XMLElement("stockId", text: String(stockId))]
  }

  /// The one way in which a level changes: it takes a new stock id and leaves a movement.
  mutating func move(_ place: StockPlace, _ type: String, orderId: String? = nil, _ change: (inout StockLevel) -> Void)
  {
    var level = stock[place] ?? StockLevel()
    let before = level.free
    change(&level)
    stockId += 1
    level.stockId = stockId
    level.changed = now
    stock[place] = level
    let (quantity, places) = Till.quantity(level.free - before)
    var movement = XMLElement("articleStockHistory")
    movement.add("stockId", stockId)
    movement.children.append(Till.moment("timestamp", now))
    movement.add("branchNumber", place.branch)
    movement.add("articleNumber", place.article)
    movement.add("amountChanged", quantity)
    if places > 0 { movement.add("decimalPlaces", places) }
    movement.add("type", type)
    if let orderId { movement.add("orderId", orderId) }
    stockHistory.append(movement)
  }

  /// Thousandths as a person writes them.
  static func shown(_ thousandths: Int) -> String {
    let (quantity, places) = quantity(thousandths)
    if places == 0 { return String(quantity) }
    let digits = Calendar.pad(abs(quantity), places + 1)
    return (quantity < 0 ? "-" : "") + digits.dropLast(places) + "." + digits.suffix(places)
  }
}
