internal import XML

/// The lists that a till is set up with; nobody changes them through the interface.
struct TillLists: Sendable {
  struct Code: Sendable {
    var code: String
    var description: String
  }

  var branches: [(number: Int, name: String, abbreviation: String)] = [
    (1, "Utrecht", "UTR"), (2, "Amersfoort", "AMF"), (3, "Magazijn", "MAG"),
  ]
  var employees: [(number: Int, name: String)] = [(1, "Sanne"), (2, "Jörg"), (999_999, "Webshop")]
  var paymentMethods = [
    Code(code: "CONTANT", description: "Contant"), Code(code: "PIN", description: "Pinbetaling"),
    Code(code: "IDEAL", description: "iDEAL"), Code(code: "CREDITCARD", description: "Creditcard"),
    Code(code: "PAYPAL", description: "PayPal"), Code(code: "OVERBOEKING", description: "Overboeking"),
    Code(code: "KLARNA", description: "Klarna"), Code(code: "WEB", description: "Webshop"),
    Code(code: "CADEAUBON", description: "Cadeaubon"), Code(code: "TEGOED", description: "Winkeltegoed"),
  ]
  var deliveryMethods = [
    Code(code: "POST", description: "Post"), Code(code: "AFHALEN", description: "Afhalen"),
    Code(code: "BEZORGEN", description: "Bezorgen"),
  ]
  var turnoverGroups: [(number: Int, name: String)] = [
    (1, "Kleding"), (2, "Wonen"), (3, "Kaas en delicatessen"), (4, "Boeken"), (80, "Webshop Nederland"),
    (81, "Webshop EU"), (82, "Webshop Nederland laag"), (89, "Webshop export"), (90, "Verzendkosten"), (91, "Korting"),
  ]
  var orderCategories = [(number: 1, name: "Webshop")]
  /// Hundredths of a percent by country and code: 1 low, 2 high, 3 zero.
  var vatRates: [(iso3: String, number: Int, low: Int, high: Int)] = [
    ("NLD", 528, 900, 2100), ("BEL", 56, 600, 2100), ("DEU", 276, 700, 1900), ("AUT", 40, 1000, 2000),
    ("FRA", 250, 550, 2000),
  ]

  /// Nil for a code that is not set up. A country without rates of its own has the home rates.
  func vatPercentage(code: Int, country: String?) -> Int? {
    let rates = vatRates.first { $0.iso3 == country } ?? vatRates[0]
    return switch code {
    case 1: rates.low
    case 2: rates.high
    case 3: 0
    default: nil
    }
  }
}

extension Till {
  func getBranches() -> [XMLElement] {
    var branches = XMLElement("branches")
    for branch in lists.branches {
      var element = XMLElement("branch")
      element.add("branchNumber", branch.number)
      element.add("branchName", branch.name)
      element.add("abbreviation", branch.abbreviation)
      var workplace = XMLElement("workplace")
      workplace.add("workplaceNumber", branch.number * 10 + 1)
      workplace.add("workplaceName", "Kassa \(branch.name)")
      workplace.add("isMobile", "false")
      element.children.append(XMLElement("workplaces", children: [workplace]))
      element.add("countryCode", 528)
      element.add("countryIso3", "NLD")
      element.add("countryName", "Nederland")
      branches.children.append(element)
    }
    return [branches]
  }

  func getVatGroupList() -> [XMLElement] {
    lists.branches.flatMap { branch in
      lists.vatRates.flatMap { rates in
        (1...3).map { code in
          var group = XMLElement("vatGroup")
          group.add("branchNumber", branch.number)
          group.add("countryCode", rates.number)
          group.add("countryIso3", rates.iso3)
          group.add("vatCode", code)
          group.add("vatPercentage", lists.vatPercentage(code: code, country: rates.iso3) ?? 0)
          return group
        }
      }
    }
  }

  func getTurnoverGroups() -> [XMLElement] {
    let groups = lists.turnoverGroups.map { group in
      var element = XMLElement("turnoverGroup")
      element.add("turnoverGroupType", "TURNOVER-GROUP-TYPE-TURNOVER")
      element.add("turnoverGroup", group.number)
      element.add("turnoverGroupName", group.name)
      return element
    }
    return [XMLElement("turnoverGroupList", children: groups)]
  }

  func getPaymentMethods() -> [XMLElement] {
    let methods = lists.paymentMethods.map { method in
      var element = XMLElement("paymentMethod")
      element.add("method", method.code)
      element.add("description", method.description)
      element.add("buttonText", method.description)
      element.add("allowNegativeAmount", "true")
      element.add("active", "true")
      element.add("type", "PAYMENT-METHOD-TYPE-PAYMENT")
      return element
    }
    return [XMLElement("paymentMethodList", children: methods)]
  }

  func getDeliveryMethods() -> [XMLElement] {
    let methods = lists.deliveryMethods.map { method in
      var element = XMLElement("deliveryMethod")
      element.add("deliveryMethod", method.code)
      element.add("description", method.description)
      element.add("buttonText", method.description)
      element.add("enabled", "true")
      return element
    }
    return [XMLElement("deliveryMethodList", children: methods)]
  }

  func getEmployees(_ request: XMLElement?) -> [XMLElement] {
    let wanted = request?.ints("employeeNumbers") ?? []
    let employees = lists.employees.enumerated().filter { wanted.isEmpty || wanted.contains($0.element.number) }
      .filter { $0.offset + 1 >= request?.int("syncMarker") ?? 0 }
      .prefix(request?.int("syncMarkerLimit") ?? Int.max)
      .map { index, employee in
        var element = XMLElement("employee")
        element.add("employeeNumber", employee.number)
        element.add("syncMarker", index + 1)
        element.add("name", employee.name)
        element.add("active", "true")
        return element
      }
    return [XMLElement("employeeList", children: Array(employees))]
  }

  func getOrderCategories() -> [XMLElement] {
    lists.orderCategories.map { category in
      var element = XMLElement("orderCategory")
      element.add("orderCategoryNumber", category.number)
      element.add("orderCategoryDescription", category.name)
      element.add("allowCancel", "true")
      element.add("allowProcess", "true")
      return element
    }
  }

  func getApiVersion(service: [Int]) -> [XMLElement] {
    var answer = XMLElement("getApiVersionResponse")
    for (name, number) in [
      ("majorNumber", 1), ("minorNumber", 0), ("revisionNumber", 0), ("databaseMajorNumber", 67),
      ("databaseMinorNumber", 1), ("databaseRevisionNumber", 3),
      ("serviceMajorNumber", service.first ?? 0), ("serviceMinorNumber", service.dropFirst().first ?? 0),
      ("serviceRevisionNumber", service.dropFirst(2).first ?? 0), ("serviceMinWorkerThreads", 2),
      ("serviceMaxWorkerThreads", 8),
    ] { answer.add(name, number) }
    answer.add("serviceHostname", "sandbox")
    answer.add("inDebugMode", "false")
    answer.add("isSlaveApi", "false")
    return answer.children
  }

  func getDatabaseVersion() -> [XMLElement] {
    [
      XMLElement("majorNumber", text: "67"), XMLElement("minorNumber", text: "1"),
      XMLElement("revisionNumber", text: "3"),
    ]
  }

  func getCurrentSyncMarkers(_ request: XMLElement?) -> [XMLElement] {
    let markers = [
      ("articleSyncMarker", articleMarker), ("articleGroupSyncMarker", articleGroupMarker),
      ("relationSyncMarker", relationMarker), ("employeeSyncMarker", lists.employees.count),
      ("invoiceSyncMarker", invoiceMarker), ("receiptSyncMarker", 0), ("orderSyncMarker", orderMarker),
      ("stockId", stockId),
    ]
    return markers.filter { name, _ in
      guard let request else { return true }
      return request.flag("include" + name.prefix(1).uppercased() + name.dropFirst()) == true
    }.map { XMLElement($0, text: String($1)) }
  }
}
