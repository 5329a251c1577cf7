/// A country as ISO 3166-1 has it, for connectors: the wire may carry two letters, three letters or a name.
///
/// Flows see only ``Enumeration/country``, whose words are the two letters.
public struct Country: Sendable, Hashable {
  /// `NL`
  public var alpha2: String
  /// `NLD`
  public var alpha3: String
  /// "Netherlands"
  public var name: String
  /// "Nederland": tills in the Low Countries show and store it.
  public var dutchName: String

  /// In the order of the two letters.
  public static let all: [Country] = table.split(separator: "\n").compactMap { Country(row: $0) }

  /// The country of `NL`, in upper or lower case; nil if there is none.
  public static func alpha2(_ code: String) -> Country? {
    code.utf8.count == 2 ? index[code.uppercased()] : nil
  }

  /// The country of `NLD`, in upper or lower case; nil if there is none.
  public static func alpha3(_ code: String) -> Country? {
    code.utf8.count == 3 ? index[code.uppercased()] : nil
  }

  /// The country that people mean: either code, the English or the Dutch name, whatever the letter case and the blanks
  /// around it. Nil if the text is none of them.
  public static func named(_ text: String) -> Country? {
    let words = text.uppercased().split(whereSeparator: \.isWhitespace)
    return index[words.joined(separator: " ")]
  }

  /// By both codes and both names in upper case, and by names that are no longer official but still written.
  private static let index: [String: Country] = {
    let named = all.flatMap { country in
      [country.alpha2, country.alpha3, country.name.uppercased(), country.dutchName.uppercased()].map { ($0, country) }
    }
    let index = Dictionary(named, uniquingKeysWith: { first, _ in first })
    let aliases = [
      "UK": "GB", "GREAT BRITAIN": "GB", "ENGLAND": "GB", "HOLLAND": "NL", "THE NETHERLANDS": "NL", "TURKEY": "TR",
      "CZECH REPUBLIC": "CZ", "UNITED STATES OF AMERICA": "US",
    ]
    return index.merging(aliases.compactMapValues { index[$0] }, uniquingKeysWith: { first, _ in first })
  }()

  /// `NL NLD Netherlands | Nederland`; one name where both are the same.
  private init?(row: Substring) {
    let parts = row.split(separator: " ", maxSplits: 2)
    guard parts.count == 3 else { return nil }
    let names = parts[2].split(separator: " | ")
    guard let name = names.first, let last = names.last else { return nil }
    self.alpha2 = String(parts[0])
    self.alpha3 = String(parts[1])
    self.name = String(name)
    self.dutchName = String(last)
  }
}

extension Enumeration {
  /// Countries; the words are the two letters of ISO 3166-1. `eu` holds the member states since 2020-02-01, `eea` those
  /// and Iceland, Liechtenstein and Norway, `benelux` the three of it.
  public static let country = Enumeration(
    "country", noun: "country",
    members: Country.all.map { Enumeration.Member($0.alpha2, label: $0.name) },
    groups: ["eu": europeanUnion, "eea": europeanUnion + ["IS", "LI", "NO"], "benelux": ["BE", "NL", "LU"]])

  private static let europeanUnion = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
}

extension Country {
  /// ISO 3166-1, with XK for Kosovo, which the European Commission uses. Names as in CLDR, English | Dutch.
  private static let table = """
    AD AND Andorra
    AE ARE United Arab Emirates | Verenigde Arabische Emiraten
    AF AFG Afghanistan
    AG ATG Antigua & Barbuda | Antigua en Barbuda
    AI AIA Anguilla
    AL ALB Albania | Albanië
    AM ARM Armenia | Armenië
    AO AGO Angola
    AQ ATA Antarctica
    AR ARG Argentina | Argentinië
    AS ASM American Samoa | Amerikaans-Samoa
    AT AUT Austria | Oostenrijk
    AU AUS Australia | Australië
    AW ABW Aruba
    AX ALA Åland Islands | Åland
    AZ AZE Azerbaijan | Azerbeidzjan
    BA BIH Bosnia & Herzegovina | Bosnië en Herzegovina
    BB BRB Barbados
    BD BGD Bangladesh
    BE BEL Belgium | België
    BF BFA Burkina Faso
    BG BGR Bulgaria | Bulgarije
    BH BHR Bahrain | Bahrein
    BI BDI Burundi
    BJ BEN Benin
    BL BLM St. Barthélemy | Saint-Barthélemy
    BM BMU Bermuda
    BN BRN Brunei
    BO BOL Bolivia
    BQ BES Caribbean Netherlands | Caribisch Nederland
    BR BRA Brazil | Brazilië
    BS BHS Bahamas | Bahama's
    BT BTN Bhutan
    BV BVT Bouvet Island | Bouveteiland
    BW BWA Botswana
    BY BLR Belarus
    BZ BLZ Belize
    CA CAN Canada
    CC CCK Cocos (Keeling) Islands | Cocoseilanden
    CD COD Congo - Kinshasa | Congo-Kinshasa
    CF CAF Central African Republic | Centraal-Afrikaanse Republiek
    CG COG Congo - Brazzaville | Congo-Brazzaville
    CH CHE Switzerland | Zwitserland
    CI CIV Côte d'Ivoire | Ivoorkust
    CK COK Cook Islands | Cookeilanden
    CL CHL Chile | Chili
    CM CMR Cameroon | Kameroen
    CN CHN China
    CO COL Colombia
    CR CRI Costa Rica
    CU CUB Cuba
    CV CPV Cape Verde | Kaapverdië
    CW CUW Curaçao
    CX CXR Christmas Island | Christmaseiland
    CY CYP Cyprus
    CZ CZE Czechia | Tsjechië
    DE DEU Germany | Duitsland
    DJ DJI Djibouti
    DK DNK Denmark | Denemarken
    DM DMA Dominica
    DO DOM Dominican Republic | Dominicaanse Republiek
    DZ DZA Algeria | Algerije
    EC ECU Ecuador
    EE EST Estonia | Estland
    EG EGY Egypt | Egypte
    EH ESH Western Sahara | Westelijke Sahara
    ER ERI Eritrea
    ES ESP Spain | Spanje
    ET ETH Ethiopia | Ethiopië
    FI FIN Finland
    FJ FJI Fiji
    FK FLK Falkland Islands | Falklandeilanden
    FM FSM Micronesia
    FO FRO Faroe Islands | Faeröer
    FR FRA France | Frankrijk
    GA GAB Gabon
    GB GBR United Kingdom | Verenigd Koninkrijk
    GD GRD Grenada
    GE GEO Georgia | Georgië
    GF GUF French Guiana | Frans-Guyana
    GG GGY Guernsey
    GH GHA Ghana
    GI GIB Gibraltar
    GL GRL Greenland | Groenland
    GM GMB Gambia
    GN GIN Guinea | Guinee
    GP GLP Guadeloupe
    GQ GNQ Equatorial Guinea | Equatoriaal-Guinea
    GR GRC Greece | Griekenland
    GS SGS South Georgia & South Sandwich Islands | Zuid-Georgia en Zuidelijke Sandwicheilanden
    GT GTM Guatemala
    GU GUM Guam
    GW GNB Guinea-Bissau | Guinee-Bissau
    GY GUY Guyana
    HK HKG Hong Kong | Hongkong
    HM HMD Heard & McDonald Islands | Heard en McDonaldeilanden
    HN HND Honduras
    HR HRV Croatia | Kroatië
    HT HTI Haiti | Haïti
    HU HUN Hungary | Hongarije
    ID IDN Indonesia | Indonesië
    IE IRL Ireland | Ierland
    IL ISR Israel | Israël
    IM IMN Isle of Man
    IN IND India
    IO IOT British Indian Ocean Territory | Brits Indische Oceaanterritorium
    IQ IRQ Iraq | Irak
    IR IRN Iran
    IS ISL Iceland | IJsland
    IT ITA Italy | Italië
    JE JEY Jersey
    JM JAM Jamaica
    JO JOR Jordan | Jordanië
    JP JPN Japan
    KE KEN Kenya | Kenia
    KG KGZ Kyrgyzstan | Kirgizië
    KH KHM Cambodia | Cambodja
    KI KIR Kiribati
    KM COM Comoros | Comoren
    KN KNA St. Kitts & Nevis | Saint Kitts en Nevis
    KP PRK North Korea | Noord-Korea
    KR KOR South Korea | Zuid-Korea
    KW KWT Kuwait | Koeweit
    KY CYM Cayman Islands | Kaaimaneilanden
    KZ KAZ Kazakhstan | Kazachstan
    LA LAO Laos
    LB LBN Lebanon | Libanon
    LC LCA St. Lucia | Saint Lucia
    LI LIE Liechtenstein
    LK LKA Sri Lanka
    LR LBR Liberia
    LS LSO Lesotho
    LT LTU Lithuania | Litouwen
    LU LUX Luxembourg | Luxemburg
    LV LVA Latvia | Letland
    LY LBY Libya | Libië
    MA MAR Morocco | Marokko
    MC MCO Monaco
    MD MDA Moldova | Moldavië
    ME MNE Montenegro
    MF MAF St. Martin | Saint-Martin
    MG MDG Madagascar | Madagaskar
    MH MHL Marshall Islands | Marshalleilanden
    MK MKD North Macedonia | Noord-Macedonië
    ML MLI Mali
    MM MMR Myanmar (Burma) | Myanmar (Birma)
    MN MNG Mongolia | Mongolië
    MO MAC Macao | Macau
    MP MNP Northern Mariana Islands | Noordelijke Marianen
    MQ MTQ Martinique
    MR MRT Mauritania | Mauritanië
    MS MSR Montserrat
    MT MLT Malta
    MU MUS Mauritius
    MV MDV Maldives | Maldiven
    MW MWI Malawi
    MX MEX Mexico
    MY MYS Malaysia | Maleisië
    MZ MOZ Mozambique
    NA NAM Namibia | Namibië
    NC NCL New Caledonia | Nieuw-Caledonië
    NE NER Niger
    NF NFK Norfolk Island | Norfolk
    NG NGA Nigeria
    NI NIC Nicaragua
    NL NLD Netherlands | Nederland
    NO NOR Norway | Noorwegen
    NP NPL Nepal
    NR NRU Nauru
    NU NIU Niue
    NZ NZL New Zealand | Nieuw-Zeeland
    OM OMN Oman
    PA PAN Panama
    PE PER Peru
    PF PYF French Polynesia | Frans-Polynesië
    PG PNG Papua New Guinea | Papoea-Nieuw-Guinea
    PH PHL Philippines | Filipijnen
    PK PAK Pakistan
    PL POL Poland | Polen
    PM SPM St. Pierre & Miquelon | Saint-Pierre en Miquelon
    PN PCN Pitcairn Islands | Pitcairneilanden
    PR PRI Puerto Rico
    PS PSE Palestinian Territories | Palestijnse gebieden
    PT PRT Portugal
    PW PLW Palau
    PY PRY Paraguay
    QA QAT Qatar
    RE REU Réunion
    RO ROU Romania | Roemenië
    RS SRB Serbia | Servië
    RU RUS Russia | Rusland
    RW RWA Rwanda
    SA SAU Saudi Arabia | Saoedi-Arabië
    SB SLB Solomon Islands | Salomonseilanden
    SC SYC Seychelles | Seychellen
    SD SDN Sudan | Soedan
    SE SWE Sweden | Zweden
    SG SGP Singapore
    SH SHN St. Helena | Sint-Helena
    SI SVN Slovenia | Slovenië
    SJ SJM Svalbard & Jan Mayen | Spitsbergen en Jan Mayen
    SK SVK Slovakia | Slowakije
    SL SLE Sierra Leone
    SM SMR San Marino
    SN SEN Senegal
    SO SOM Somalia | Somalië
    SR SUR Suriname
    SS SSD South Sudan | Zuid-Soedan
    ST STP São Tomé & Príncipe | Sao Tomé en Principe
    SV SLV El Salvador
    SX SXM Sint Maarten | Sint-Maarten
    SY SYR Syria | Syrië
    SZ SWZ Eswatini
    TC TCA Turks & Caicos Islands | Turks- en Caicoseilanden
    TD TCD Chad | Tsjaad
    TF ATF French Southern Territories | Franse Gebieden in de zuidelijke Indische Oceaan
    TG TGO Togo
    TH THA Thailand
    TJ TJK Tajikistan | Tadzjikistan
    TK TKL Tokelau
    TL TLS Timor-Leste | Oost-Timor
    TM TKM Turkmenistan
    TN TUN Tunisia | Tunesië
    TO TON Tonga
    TR TUR Türkiye | Turkije
    TT TTO Trinidad & Tobago | Trinidad en Tobago
    TV TUV Tuvalu
    TW TWN Taiwan
    TZ TZA Tanzania
    UA UKR Ukraine | Oekraïne
    UG UGA Uganda | Oeganda
    UM UMI U.S. Outlying Islands | Kleine afgelegen eilanden van de Verenigde Staten
    US USA United States | Verenigde Staten
    UY URY Uruguay
    UZ UZB Uzbekistan | Oezbekistan
    VA VAT Vatican City | Vaticaanstad
    VC VCT St. Vincent & Grenadines | Saint Vincent en de Grenadines
    VE VEN Venezuela
    VG VGB British Virgin Islands | Britse Maagdeneilanden
    VI VIR U.S. Virgin Islands | Amerikaanse Maagdeneilanden
    VN VNM Vietnam
    VU VUT Vanuatu
    WF WLF Wallis & Futuna | Wallis en Futuna
    WS WSM Samoa
    XK XKX Kosovo
    YE YEM Yemen | Jemen
    YT MYT Mayotte
    ZA ZAF South Africa | Zuid-Afrika
    ZM ZMB Zambia
    ZW ZWE Zimbabwe
    """
}
