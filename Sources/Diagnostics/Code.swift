/// Every code there is. A code means the same for ever and is never given away again.
public enum Code: String, Sendable, Hashable, CaseIterable {
  // Y: YAML itself
  case Y001, Y002, Y003, Y004, Y005, Y006, Y007, Y008, Y009, Y010, Y011, Y012, Y013, Y014, Y015, Y016, Y017, Y018
  // S: the shape of a flow
  case S101, S102, S103, S104, S105, S106, S107, S108, S109, S110, S111, S112, S114, S117, S118, S119, S120, S121, S122,
    S123, S124
  // N: names
  case N201, N202, N203, N204, N205, N206, N207, N208, N209, N211, N212
  // T: types
  case T301, T302, T303, T304, T305, T306, T307, T308, T309, T310, T311, T312, T313, T314, T315, T316, T317, T318, T319,
    T320,
    T321, T322, T323, T324, T325, T326, T327, T328
  // M: missing values
  case M401, M402, M403, M404, M405, M406, M407, M408
  // P: problems at run time
  case P501, P502, P503, P504, P505
  // L: tables
  case L601, L602, L603, L604, L605, L606, L607, L608, L609, L610
  // W: writing
  case W701, W702, W703, W704, W705, W706, W707, W708, W709, W710, W711, W712
  // C: cost and limits
  case C801, C802, C803
  // R: what stops one record while a flow runs
  case R901, R902, R903, R904, R905, R906, R907, R908
}
