/// What people at the shop and at the till do on one day, as edits of the simulated systems: a change of each kind that
/// the flows carry, new things and old ones, and some that the other side refuses.
struct ContractDay {
  /// From 1.
  let number: Int
  /// On the last days the till has lost a payment method and a turnover group, and refuses what needs them.
  let isLate: Bool
  /// The shop's number of an order that the till delivers today.
  let delivered: Int64?

  var morning: [String] { shop + till + (number % 4 == 1 ? refused : []) + (isLate ? late : []) }

  /// One order comes after everything was sent: it is looked up alone.
  var evening: [String] { [order(email: "avond\(number)@example.nl", method: "iDEAL")] }

  private var before: Int { number - 1 }

  private var shop: [String] {
    var changes = [
      order(email: "nieuw\(number)@example.nl", method: "iDEAL"),
      order(email: "vast@example.nl", method: "Credit Card"),
      #"{"bigcommerce":{"new_customer":{"set":{"email":"klant\#(number)@example.nl","first_name":"Klant","last_name":"Nr \#(number)","addresses":[{"first_name":"Klant","last_name":"Nr \#(number)","address1":"Dorpsstraat \#(number)","city":"Utrecht","postal_code":"3511 AB","country_code":"NL"}]}}}}"#,
      #"{"bigcommerce":{"category":{"set":{"name":"Categorie \#(number)","parent_id":2}}}}"#,
      #"{"bigcommerce":{"new_product":{"set":{"name":"Uit de shop \#(number)","type":"physical","weight":1,"price":10,"sku":"\#(61000 + number)","tax_class_id":1,"categories":[3]}}}}"#,
    ]
    if before > 0 {
      changes += [
        #"{"bigcommerce":{"customer":{"email":"klant\#(before)@example.nl","set":{"last_name":"Anders \#(before)"}}}}"#,
        #"{"bigcommerce":{"category":{"id":\#(firstCategory + before),"set":{"name":"Categorie \#(before) anders"}}}}"#,
        #"{"bigcommerce":{"product":{"sku":"\#(61000 + before)","set":{"description":"Anders gezegd"}}}}"#,
      ]
    }
    return changes
  }

  /// The categories that the shop begins with have the numbers up to this one.
  private var firstCategory: Int { 4 }

  private var till: [String] {
    var changes = [
      #"{"mplus":{"article":{"pluNumber":"10002","set":{"priceIncl":\#(2000 + number * 10)}}}}"#,
      #"{"mplus":{"stock":{"pluNumber":"10002","physical":\#(100 + number)}}}"#,
      #"{"mplus":{"new_article":{"set":\#(article(62000 + number, "Van de kassa \(number)"))}}}"#,
      #"{"mplus":{"new_relation":{"set":{"name":"Kassa Klant","email":"kassa\#(number)@example.nl","address":"Kerkpad \#(number)","zipcode":"3511AB","city":"Utrecht","country":"Nederland","telephone":"0301234500"}}}}"#,
      #"{"mplus":{"new_order":{"lines":[{"pluNumber":"10009","quantity":1}],"paid":"PIN"}}}"#,
    ]
    if before > 0 {
      changes += [
        #"{"mplus":{"relation":{"email":"kassa\#(before)@example.nl","set":{"telephone":"03012345\#(10 + before)"}}}}"#,
        #"{"mplus":{"article":{"pluNumber":"\#(variant)","set":{"priceIncl":\#(3000 + number * 10)}}}}"#,
        #"{"mplus":{"article":{"pluNumber":"\#(variant + 5)","set":{"barcode":"\#(barcodes[number % 2])"}}}}"#,
        #"{"mplus":{"another_article":{"pluNumber":"\#(variant)","set":\#(article(variant + 10 + number, "Proefhemd", size: "Maat \(number)", colour: "blauw"))}}}"#,
      ]
    } else {
      let sizes = ["S", "M", "L"].flatMap { size in ["blauw", "rood"].map { (size, $0) } }
      let articles = sizes.enumerated().map { index, axes in
        article(variant + index, "Proefhemd", size: axes.0, colour: axes.1)
      }
      changes.append(
        #"{"mplus":{"new_product":{"set":{"description":"Proefhemd"},"articles":[\#(articles.joined(separator: ","))]}}}"#
      )
    }
    if let delivered { changes.append(#"{"mplus":{"order":{"extOrderId":"BC-\#(delivered)","deliver":true}}}"#) }
    return changes
  }

  /// Every fourth day, as what is refused comes again with every run. A name that another product has: 409. Articles of one product of which only some have a colour: 422.
  private var refused: [String] {
    let halves = [
      article(64000 + number * 2, "Half \(number)", size: "S", colour: "blauw"),
      article(64001 + number * 2, "Half \(number)", size: "M"),
    ]
    return [
      #"{"mplus":{"new_article":{"set":\#(article(63000 + number, "Theedoek 19,99"))}}}"#,
      #"{"mplus":{"new_product":{"set":{"description":"Half \#(number)"},"articles":[\#(halves.joined(separator: ","))]}}}"#,
    ]
  }

  private var late: [String] {
    [
      #"{"mplus":{"retire":{"payment_method":"KLARNA","turnover_group":3}}}"#,
      order(email: "laat\(number)@example.nl", method: "Klarna"),
      #"{"bigcommerce":{"new_product":{"set":{"name":"Eten \#(number)","type":"physical","weight":1,"price":2,"sku":"\#(65000 + number)","tax_class_id":2}}}}"#,
    ]
  }

  // ---- texts ----

  private var variant: Int { 70001 }
  private var barcodes: [String] { ["8712345678906", "8712345678913"] }

  private func article(_ plu: Int, _ name: String, size: String? = nil, colour: String? = nil) -> String {
    let axes = [size.map { #","size":"\#($0)""# }, colour.map { #","colour":"\#($0)""# }].compactMap { $0 }
    return #"{"pluNumber":"\#(plu)","description":"\#(name)","priceIncl":2500,"vatCode":2,"turnoverGroup":2,"#
      + #""active":true,"webshop":true\#(axes.joined())}"#
  }

  /// A new order like one whose articles the till knows.
  private func order(email: String, method: String) -> String {
    #"{"bigcommerce":{"new_order":{"like":100,"set":{"status_id":11,"payment_method":"\#(method)","customer_id":0,"billing_address":{"email":"\#(email)"}}}}}"#
  }
}
