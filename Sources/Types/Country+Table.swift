extension Country {
  /// Printed from tools/lists/countries.tsv, which names its source.
  static let table = """
    AD AND - Andorra
    AE ARE - United Arab Emirates | Verenigde Arabische Emiraten
    AF AFG - Afghanistan
    AG ATG - Antigua & Barbuda | Antigua en Barbuda
    AI AIA - Anguilla
    AL ALB - Albania | Albanië
    AM ARM - Armenia | Armenië
    AO AGO - Angola
    AQ ATA - Antarctica
    AR ARG - Argentina | Argentinië
    AS ASM - American Samoa | Amerikaans-Samoa
    AT AUT eu,eea Austria | Oostenrijk
    AU AUS - Australia | Australië
    AW ABW - Aruba
    AX ALA - Åland Islands | Åland
    AZ AZE - Azerbaijan | Azerbeidzjan
    BA BIH - Bosnia & Herzegovina | Bosnië en Herzegovina
    BB BRB - Barbados
    BD BGD - Bangladesh
    BE BEL eu,eea,benelux Belgium | België
    BF BFA - Burkina Faso
    BG BGR eu,eea Bulgaria | Bulgarije
    BH BHR - Bahrain | Bahrein
    BI BDI - Burundi
    BJ BEN - Benin
    BL BLM - St. Barthélemy | Saint-Barthélemy
    BM BMU - Bermuda
    BN BRN - Brunei
    BO BOL - Bolivia
    BQ BES - Caribbean Netherlands | Caribisch Nederland
    BR BRA - Brazil | Brazilië
    BS BHS - Bahamas | Bahama's
    BT BTN - Bhutan
    BV BVT - Bouvet Island | Bouveteiland
    BW BWA - Botswana
    BY BLR - Belarus
    BZ BLZ - Belize
    CA CAN - Canada
    CC CCK - Cocos (Keeling) Islands | Cocoseilanden
    CD COD - Congo - Kinshasa | Congo-Kinshasa
    CF CAF - Central African Republic | Centraal-Afrikaanse Republiek
    CG COG - Congo - Brazzaville | Congo-Brazzaville
    CH CHE - Switzerland | Zwitserland
    CI CIV - Côte d'Ivoire | Ivoorkust
    CK COK - Cook Islands | Cookeilanden
    CL CHL - Chile | Chili
    CM CMR - Cameroon | Kameroen
    CN CHN - China
    CO COL - Colombia
    CR CRI - Costa Rica
    CU CUB - Cuba
    CV CPV - Cape Verde | Kaapverdië
    CW CUW - Curaçao
    CX CXR - Christmas Island | Christmaseiland
    CY CYP eu,eea Cyprus
    CZ CZE eu,eea Czechia | Tsjechië
    DE DEU eu,eea Germany | Duitsland
    DJ DJI - Djibouti
    DK DNK eu,eea Denmark | Denemarken
    DM DMA - Dominica
    DO DOM - Dominican Republic | Dominicaanse Republiek
    DZ DZA - Algeria | Algerije
    EC ECU - Ecuador
    EE EST eu,eea Estonia | Estland
    EG EGY - Egypt | Egypte
    EH ESH - Western Sahara | Westelijke Sahara
    ER ERI - Eritrea
    ES ESP eu,eea Spain | Spanje
    ET ETH - Ethiopia | Ethiopië
    FI FIN eu,eea Finland
    FJ FJI - Fiji
    FK FLK - Falkland Islands | Falklandeilanden
    FM FSM - Micronesia
    FO FRO - Faroe Islands | Faeröer
    FR FRA eu,eea France | Frankrijk
    GA GAB - Gabon
    GB GBR - United Kingdom | Verenigd Koninkrijk
    GD GRD - Grenada
    GE GEO - Georgia | Georgië
    GF GUF - French Guiana | Frans-Guyana
    GG GGY - Guernsey
    GH GHA - Ghana
    GI GIB - Gibraltar
    GL GRL - Greenland | Groenland
    GM GMB - Gambia
    GN GIN - Guinea | Guinee
    GP GLP - Guadeloupe
    GQ GNQ - Equatorial Guinea | Equatoriaal-Guinea
    GR GRC eu,eea Greece | Griekenland
    GS SGS - South Georgia & South Sandwich Islands | Zuid-Georgia en Zuidelijke Sandwicheilanden
    GT GTM - Guatemala
    GU GUM - Guam
    GW GNB - Guinea-Bissau | Guinee-Bissau
    GY GUY - Guyana
    HK HKG - Hong Kong | Hongkong
    HM HMD - Heard & McDonald Islands | Heard en McDonaldeilanden
    HN HND - Honduras
    HR HRV eu,eea Croatia | Kroatië
    HT HTI - Haiti | Haïti
    HU HUN eu,eea Hungary | Hongarije
    ID IDN - Indonesia | Indonesië
    IE IRL eu,eea Ireland | Ierland
    IL ISR - Israel | Israël
    IM IMN - Isle of Man
    IN IND - India
    IO IOT - British Indian Ocean Territory | Brits Indische Oceaanterritorium
    IQ IRQ - Iraq | Irak
    IR IRN - Iran
    IS ISL eea Iceland | IJsland
    IT ITA eu,eea Italy | Italië
    JE JEY - Jersey
    JM JAM - Jamaica
    JO JOR - Jordan | Jordanië
    JP JPN - Japan
    KE KEN - Kenya | Kenia
    KG KGZ - Kyrgyzstan | Kirgizië
    KH KHM - Cambodia | Cambodja
    KI KIR - Kiribati
    KM COM - Comoros | Comoren
    KN KNA - St. Kitts & Nevis | Saint Kitts en Nevis
    KP PRK - North Korea | Noord-Korea
    KR KOR - South Korea | Zuid-Korea
    KW KWT - Kuwait | Koeweit
    KY CYM - Cayman Islands | Kaaimaneilanden
    KZ KAZ - Kazakhstan | Kazachstan
    LA LAO - Laos
    LB LBN - Lebanon | Libanon
    LC LCA - St. Lucia | Saint Lucia
    LI LIE eea Liechtenstein
    LK LKA - Sri Lanka
    LR LBR - Liberia
    LS LSO - Lesotho
    LT LTU eu,eea Lithuania | Litouwen
    LU LUX eu,eea,benelux Luxembourg | Luxemburg
    LV LVA eu,eea Latvia | Letland
    LY LBY - Libya | Libië
    MA MAR - Morocco | Marokko
    MC MCO - Monaco
    MD MDA - Moldova | Moldavië
    ME MNE - Montenegro
    MF MAF - St. Martin | Saint-Martin
    MG MDG - Madagascar | Madagaskar
    MH MHL - Marshall Islands | Marshalleilanden
    MK MKD - North Macedonia | Noord-Macedonië
    ML MLI - Mali
    MM MMR - Myanmar (Burma) | Myanmar (Birma)
    MN MNG - Mongolia | Mongolië
    MO MAC - Macao | Macau
    MP MNP - Northern Mariana Islands | Noordelijke Marianen
    MQ MTQ - Martinique
    MR MRT - Mauritania | Mauritanië
    MS MSR - Montserrat
    MT MLT eu,eea Malta
    MU MUS - Mauritius
    MV MDV - Maldives | Maldiven
    MW MWI - Malawi
    MX MEX - Mexico
    MY MYS - Malaysia | Maleisië
    MZ MOZ - Mozambique
    NA NAM - Namibia | Namibië
    NC NCL - New Caledonia | Nieuw-Caledonië
    NE NER - Niger
    NF NFK - Norfolk Island | Norfolk
    NG NGA - Nigeria
    NI NIC - Nicaragua
    NL NLD eu,eea,benelux Netherlands | Nederland
    NO NOR eea Norway | Noorwegen
    NP NPL - Nepal
    NR NRU - Nauru
    NU NIU - Niue
    NZ NZL - New Zealand | Nieuw-Zeeland
    OM OMN - Oman
    PA PAN - Panama
    PE PER - Peru
    PF PYF - French Polynesia | Frans-Polynesië
    PG PNG - Papua New Guinea | Papoea-Nieuw-Guinea
    PH PHL - Philippines | Filipijnen
    PK PAK - Pakistan
    PL POL eu,eea Poland | Polen
    PM SPM - St. Pierre & Miquelon | Saint-Pierre en Miquelon
    PN PCN - Pitcairn Islands | Pitcairneilanden
    PR PRI - Puerto Rico
    PS PSE - Palestinian Territories | Palestijnse gebieden
    PT PRT eu,eea Portugal
    PW PLW - Palau
    PY PRY - Paraguay
    QA QAT - Qatar
    RE REU - Réunion
    RO ROU eu,eea Romania | Roemenië
    RS SRB - Serbia | Servië
    RU RUS - Russia | Rusland
    RW RWA - Rwanda
    SA SAU - Saudi Arabia | Saoedi-Arabië
    SB SLB - Solomon Islands | Salomonseilanden
    SC SYC - Seychelles | Seychellen
    SD SDN - Sudan | Soedan
    SE SWE eu,eea Sweden | Zweden
    SG SGP - Singapore
    SH SHN - St. Helena | Sint-Helena
    SI SVN eu,eea Slovenia | Slovenië
    SJ SJM - Svalbard & Jan Mayen | Spitsbergen en Jan Mayen
    SK SVK eu,eea Slovakia | Slowakije
    SL SLE - Sierra Leone
    SM SMR - San Marino
    SN SEN - Senegal
    SO SOM - Somalia | Somalië
    SR SUR - Suriname
    SS SSD - South Sudan | Zuid-Soedan
    ST STP - São Tomé & Príncipe | Sao Tomé en Principe
    SV SLV - El Salvador
    SX SXM - Sint Maarten | Sint-Maarten
    SY SYR - Syria | Syrië
    SZ SWZ - Eswatini
    TC TCA - Turks & Caicos Islands | Turks- en Caicoseilanden
    TD TCD - Chad | Tsjaad
    TF ATF - French Southern Territories | Franse Gebieden in de zuidelijke Indische Oceaan
    TG TGO - Togo
    TH THA - Thailand
    TJ TJK - Tajikistan | Tadzjikistan
    TK TKL - Tokelau
    TL TLS - Timor-Leste | Oost-Timor
    TM TKM - Turkmenistan
    TN TUN - Tunisia | Tunesië
    TO TON - Tonga
    TR TUR - Türkiye | Turkije
    TT TTO - Trinidad & Tobago | Trinidad en Tobago
    TV TUV - Tuvalu
    TW TWN - Taiwan
    TZ TZA - Tanzania
    UA UKR - Ukraine | Oekraïne
    UG UGA - Uganda | Oeganda
    UM UMI - U.S. Outlying Islands | Kleine afgelegen eilanden van de Verenigde Staten
    US USA - United States | Verenigde Staten
    UY URY - Uruguay
    UZ UZB - Uzbekistan | Oezbekistan
    VA VAT - Vatican City | Vaticaanstad
    VC VCT - St. Vincent & Grenadines | Saint Vincent en de Grenadines
    VE VEN - Venezuela
    VG VGB - British Virgin Islands | Britse Maagdeneilanden
    VI VIR - U.S. Virgin Islands | Amerikaanse Maagdeneilanden
    VN VNM - Vietnam
    VU VUT - Vanuatu
    WF WLF - Wallis & Futuna | Wallis en Futuna
    WS WSM - Samoa
    XK XKX - Kosovo
    YE YEM - Yemen | Jemen
    YT MYT - Mayotte
    ZA ZAF - South Africa | Zuid-Afrika
    ZM ZMB - Zambia
    ZW ZWE - Zimbabwe
    """
}
