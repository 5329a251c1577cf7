internal import Values

extension Store {
  /// All or nothing; the answer does not say which e-mail address was taken.
  mutating func createCustomers(_ bodies: [JSON]) throws(StoreRefusal) -> [Int] {
    let before = self
    do throws(StoreRefusal) {
      var ids: [Int] = []
      for (index, body) in bodies.enumerated() { ids.append(try createCustomer(body, prefix: "\(index).")) }
      return ids
    } catch {
      self = before
      throw error
    }
  }

  private mutating func createCustomer(_ body: JSON, prefix: String) throws(StoreRefusal) -> Int {
    var fields = try FieldRules.customer.kept(body, isNew: true, prefix: prefix)
    let email = fields.text("email") ?? ""
    guard email.contains("@") else { throw .invalid([(prefix + "email", "email is not an e-mail address")]) }
    if isTaken(email: email, by: nil) {
      throw StoreRefusal(
        status: 422, title: "Create customers failed.", errors: [(".customer_create", "Error creating customers")])
    }
    if let group = fields.int("customer_group_id"), !Store.knowsGroup(group) {
      throw .invalid([(prefix + "customer_group_id", "no such customer group")])
    }
    let addressBodies = fields.list("addresses")
    if addressBodies.count > 10 { throw .invalid([(prefix + "addresses", "a customer is made with at most 10")]) }
    fields["addresses"] = nil
    let id = insertCustomer(fields)
    for (index, address) in addressBodies.enumerated() {
      var address = address
      address["customer_id"] = .int(id)
      try _ = addAddress(address, prefix: "\(prefix)addresses.\(index).")
    }
    note("create", "customer", email, Store.shown(body))
    return id
  }

  @discardableResult
  mutating func insertCustomer(_ fields: JSON) -> Int {
    let id = nextId("customer")
    var customer: JSON = [
      "id": .int(id), "email": "", "first_name": "", "last_name": "", "company": "", "phone": "", "notes": "",
      "tax_exempt_category": "", "customer_group_id": 0, "address_count": 0, "attribute_count": 0,
      "registration_ip_address": "", "date_created": .string(Calendar.iso8601(now)),
      "date_modified": .string(Calendar.iso8601(now)), "accepts_product_review_abandoned_cart_emails": true,
      "origin_channel_id": 1, "channel_ids": nil, "form_fields": [],
    ]
    customer.merge(fields)
    customers[id] = customer
    return id
  }

  mutating func updateCustomers(_ bodies: [JSON]) throws(StoreRefusal) -> [Int] {
    let before = self
    do throws(StoreRefusal) {
      var ids: [Int] = []
      for (index, body) in bodies.enumerated() {
        guard let id = body.int("id"), customers[id] != nil else {
          throw .invalid([("\(index).id", "no such customer")])
        }
        var fields = try FieldRules.customer.kept(body, isNew: false, prefix: "\(index).")
        fields["addresses"] = nil
        if let group = fields.int("customer_group_id"), !Store.knowsGroup(group) {
          throw .invalid([("\(index).customer_group_id", "no such customer group")])
        }
        if let email = fields.text("email"), isTaken(email: email, by: id) {
          throw .invalid([(".customer_update", "Error updating customers")])
        }
        customers[id]?.merge(fields)
        customers[id]?["date_modified"] = .string(Calendar.iso8601(now))
        note("update", "customer", customers[id]?.text("email") ?? "", Store.shown(body))
        ids.append(id)
      }
      return ids
    } catch {
      self = before
      throw error
    }
  }

  private static func knowsGroup(_ id: Int) -> Bool {
    id == 0 || StoreLists.customerGroups.contains { $0.int("id") == id }
  }

  private func isTaken(email: String, by id: Int?) -> Bool {
    let key = email.lowercased()
    return customers.contains { $0.key != id && $0.value.text("email")?.lowercased() == key }
  }

  /// Nil when the same address is there already: the store then says yes and does nothing.
  mutating func addAddress(_ body: JSON, prefix: String = "") throws(StoreRefusal) -> Int? {
    let fields = try FieldRules.address.kept(body, isNew: true, prefix: prefix)
    guard let customer = fields.int("customer_id"), customers[customer] != nil else {
      throw .invalid([(prefix + "customer_id", "no such customer")])
    }
    var address: JSON = [
      "id": 0, "customer_id": .int(customer), "first_name": "", "last_name": "", "company": "", "address1": "",
      "address2": "", "city": "", "state_or_province": "", "postal_code": "", "country": "", "country_code": "",
      "phone": "", "address_type": "residential",
    ]
    address.merge(fields)
    address["country"] = .string(People.countryName(address.text("country_code") ?? ""))
    let isKnown = addresses.values.contains { known in
      var known = known
      known["id"] = 0
      return known == address
    }
    if isKnown { return nil }
    let id = nextId("address")
    address["id"] = .int(id)
    addresses[id] = address
    customers[customer]?["address_count"] = .int(addresses.values.count { $0.int("customer_id") == customer })
    return id
  }

  mutating func updateAddress(_ body: JSON) throws(StoreRefusal) -> Int {
    guard let id = body.int("id"), addresses[id] != nil else { throw .invalid([("id", "no such address")]) }
    var fields = try FieldRules.address.kept(body, isNew: false)
    fields["customer_id"] = nil
    addresses[id]?.merge(fields)
    let code = addresses[id]?.text("country_code") ?? ""
    addresses[id]?["country"] = .string(People.countryName(code))
    note("update", "address", String(id), Store.shown(body))
    return id
  }

  /// One that is not there counts as gone, too.
  mutating func deleteAddress(_ id: Int) {
    guard let address = addresses.removeValue(forKey: id), let customer = address.int("customer_id") else { return }
    customers[customer]?["address_count"] = .int(addresses.values.count { $0.int("customer_id") == customer })
    note("delete", "address", String(id), [])
  }

  mutating func deleteCustomer(_ id: Int) {
    guard let customer = customers.removeValue(forKey: id) else { return }
    addresses = addresses.filter { $0.value.int("customer_id") != id }
    note("delete", "customer", customer.text("email") ?? "", [])
  }

  func addresses(of customer: Int) -> [JSON] {
    addresses.values.filter { $0.int("customer_id") == customer }.sorted { ($0.int("id") ?? 0) < ($1.int("id") ?? 0) }
  }
}
