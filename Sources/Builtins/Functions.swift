public import Types

/// All functions of the language.
///
/// A name may stand for several functions. They differ in how many arguments they take or in what their first argument
/// is, so that at most one of them fits a call, and a message never has to list candidates.
public enum Functions {
  /// In the order in which pages list them.
  public static let all: [Function] =
    text + numbers + amounts + shares + units + dates + dateParts + spans + lists + listPlaces + loops + checks
    + commerce

  private static let text: [Function] =
    textShape + textLetters + textSearch + textPatterns + textPlaces + textCutting + textEnds + textReading

  /// The first function of that name: what a page or a hover shows.
  public static func named(_ name: String) -> Function? { byName[name]?.first }

  /// All functions of that name, in the order of ``all``; empty if there is none.
  public static func candidates(named name: String) -> [Function] { byName[name] ?? [] }

  /// Which function a call means, and the type it gives. Of several functions of one name the first that fits is taken;
  /// if none fits, the answer is that of the one that comes nearest: same first argument, then same count.
  /// Nil if there is no function of that name.
  public static func resolve(
    _ name: String, arguments: [ValueType], literals: Set<Int> = []
  ) -> (function: Function, resolution: Function.Resolution)? {
    let tried = candidates(named: name).map { function in
      (function: function, resolution: function.resolve(arguments: arguments, literals: literals))
    }
    return tried.first { $0.resolution.isFit } ?? tried.max { $0.resolution.nearness < $1.resolution.nearness }
  }

  /// What people write who know other languages and spreadsheets, and what it is called here.
  public static let suggestions: [String: String] = [
    "uppercase": "upper", "toUpperCase": "upper", "ucase": "upper", "upcase": "upper", "strtoupper": "upper",
    "lowercase": "lower", "toLowerCase": "lower", "lcase": "lower", "downcase": "lower", "strtolower": "lower",
    "strip": "trim", "len": "length", "strlen": "length", "substr": "substring", "mid": "substring",
    "left": "truncate", "cut": "truncate", "includes": "contains", "indexOf": "index_of", "search": "index_of",
    "lastIndexOf": "last_index_of", "startsWith": "starts_with", "hasPrefix": "starts_with", "endsWith": "ends_with",
    "hasSuffix": "ends_with", "replaceAll": "replace", "gsub": "replace", "delete": "remove", "explode": "split",
    "implode": "join", "concatenate": "join", "padStart": "pad_left", "lpad": "pad_left", "zfill": "pad_left",
    "regex": "matches", "match": "matches", "regexp": "matches", "test": "matches", "proper": "capitalize",
    "titleCase": "capitalize", "ucwords": "capitalize", "ucfirst": "capitalize", "handle": "slug", "slugify": "slug",
    "strip_tags": "strip_html", "striptags": "strip_html", "html2text": "strip_html", "parseInt": "number",
    "parseFloat": "number", "int": "number", "float": "number", "decimal": "number", "to_number": "number",
    "val": "number", "isNumeric": "is_digits", "is_numeric": "is_digits", "ceiling": "ceil",
    "truncate_number": "floor", "divide": "div", "sgn": "sign", "toFixed": "format", "number_format": "format",
    "currentDate": "today", "getdate": "today", "currentTime": "now", "dateAdd": "add_days", "addDays": "add_days",
    "datediff": "days_between", "formatDate": "format_date", "strftime": "format_date", "to_date": "date",
    "parseDate": "date", "compact": "present", "unique": "distinct", "uniq": "distinct", "any": "exists",
    "some": "exists", "every": "all", "select": "filter", "where": "filter", "collect": "map", "reduce": "sum",
    "head": "first", "tail": "last", "single": "only", "order_by": "sort_by", "sortBy": "sort_by", "limit": "take",
    "slice": "take", "flat": "flatten", "isEmpty": "is_empty", "coalesce": "present", "vat_valid": "valid_vat",
    "check_vat": "valid_vat", "valid_ean": "valid_gtin", "is_email": "valid_email", "is_iban": "valid_iban",
    "net": "excl", "gross": "incl", "size": "count", "has": "contains", "charAt": "char_at", "nth": "at",
    "element": "at", "digits": "only_digits", "ltrim": "trim_start", "lstrip": "trim_start", "rtrim": "trim_end",
    "rstrip": "trim_end", "removePrefix": "remove_prefix", "purify": "sanitize_html", "clean_html": "sanitize_html",
    "regex_replace": "replace_pattern", "replaceRegex": "replace_pattern", "regex_extract": "extract",
    "regexp_extract": "extract", "percentage": "percent", "distribute": "allocate", "split_amount": "allocate",
    "eomonth": "end_of_month", "eom": "end_of_month", "workday": "add_workdays", "unix": "to_unix",
    "unix_timestamp": "to_unix", "minBy": "min_by", "maxBy": "max_by", "existsOne": "exists_one", "countif": "count",
    "unit": "convert", "valid_zip": "valid_postcode", "zipcode": "format_postcode", "postcode": "format_postcode",
    "surname": "last_name", "firstname": "first_name", "lastname": "last_name", "tussenvoegsel": "last_name",
    "phone": "phone_e164", "housenumber": "house_number", "street_number": "house_number",
  ]

  private static let byName = Dictionary(grouping: all, by: \.name)
}
