/** What counts as alike. The figures were chosen on one generated class and measured on others: docs/similarity.md. */
export interface Settings {
  /** Tokens in a row that are hashed together, k in the paper. Shorter agreement is never seen. */
  readonly gram: number;
  /** Of this many hashes in a row one is kept, w. So agreement over gram + window − 1 tokens is always seen. */
  readonly window: number;
  /** Pairs that share at least this much are alike, in (0, 1]. */
  readonly threshold: number;
  /** What more than this share of the class wrote is idiom, in (0, 1]. */
  readonly commonShare: number;
  /** But never what so few wrote: in a small class half of it may be one group. */
  readonly commonAbove: number;
  /** An answer with fewer fingerprints of its own is too short to say anything. */
  readonly minimum: number;
}

export const defaultSettings: Settings = {
  gram: 12,
  window: 4,
  threshold: 0.875,
  commonShare: 0.5,
  commonAbove: 5,
  minimum: 12,
};
