export interface HeatCellText {
  /** "a17-09". */
  readonly name: string;
  /** "87 %", with its unit. */
  readonly value: string;
  /** "Oslo 1, room A, rack 17, measured 2 s ago". */
  readonly detail?: string;
}
