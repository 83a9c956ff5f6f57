/** How well a list of pairs, ranked by how alike they are, tells copies from others. */

export interface Judged {
  /** In [0, 1]. */
  readonly share: number;
  /** Whether one of the two is a copy of the other. */
  readonly copied: boolean;
}

/** Of the pairs at or above a threshold the share that are copies, and of the copies the share that are there. */
export function precisionAndRecall(pairs: readonly Judged[], threshold: number): { precision: number; recall: number } {
  const shown = pairs.filter(({ share }) => share >= threshold);
  const hits = shown.filter(({ copied }) => copied).length;
  const copies = pairs.filter(({ copied }) => copied).length;
  return { precision: shown.length === 0 ? 1 : hits / shown.length, recall: copies === 0 ? 1 : hits / copies };
}

/**
 * `AP = Σ_n (R_n − R_{n−1}) P_n` over the thresholds that the pairs have; pairs that are equally alike come at once.
 *
 * @see Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), section 8.4.
 */
export function averagePrecision(pairs: readonly Judged[]): number {
  const copies = pairs.filter(({ copied }) => copied).length;
  const ranked = pairs.toSorted((one, other) => other.share - one.share);
  let [sum, hits, shown] = [0, 0, 0];
  for (let from = 0; from < ranked.length;) {
    let to = from;
    while (to < ranked.length && ranked[to]!.share === ranked[from]!.share) to++;
    const found = ranked.slice(from, to).filter(({ copied }) => copied).length;
    [hits, shown] = [hits + found, to];
    sum += (found / copies) * (hits / shown);
    from = to;
  }
  return sum;
}
