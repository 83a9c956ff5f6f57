/**
 * A weighted mean from which some entries may be dropped: those without which it is highest.
 *
 * With equal weights these are the lowest. With unequal ones they need not be, and always dropping the lowest would let more
 * points lower the mark: an exercise of great weight that rises above another is then kept. So the best choice of all is
 * taken, as in Canvas. To ask whether a mean of q can be reached, drop what has the lowest w · (x − q) below 0; take the mean
 * that this gives for the next q, until it stays (Kane & Kane, "Dropping Lowest Grades", 2006).
 */
import { Fraction } from "./fraction.ts";

export interface Weighed {
  /** Above 0. */
  readonly weight: Fraction;
  readonly value: Fraction;
  /** From which pool it may be dropped; of one without a pool never. */
  readonly pool?: string;
}

export interface Budgets {
  /** How many may be dropped of each pool. */
  readonly pools: ReadonlyMap<string, number>;
  /** How many more, of whichever pool. */
  readonly any: number;
}

export interface BestMean {
  readonly mean: Fraction;
  /** Positions of the entries that are left out. */
  readonly dropped: ReadonlySet<number>;
}

/** @param entries - at least one. One of each pool stays, and one of all that may be dropped. */
export function bestMean(entries: readonly Weighed[], budgets: Budgets): BestMean {
  let best = { mean: meanOf(entries, new Set()), dropped: new Set<number>() };
  for (;;) {
    const dropped = worthDropping(entries, best.mean, budgets);
    const mean = meanOf(entries, dropped);
    if (mean.compare(best.mean) <= 0) return best;
    best = { mean, dropped };
  }
}

function worthDropping(entries: readonly Weighed[], mean: Fraction, budgets: Budgets): Set<number> {
  const losses = entries
    .map(({ weight, value, pool }, index) => ({ index, pool, loss: weight.times(mean.minus(value)) }))
    .filter((each): each is typeof each & { pool: string } => each.pool !== undefined);
  const sizes = new Map<string, number>();
  for (const { pool } of losses) sizes.set(pool, (sizes.get(pool) ?? 0) + 1);
  const left = new Map([...sizes].map(([pool, size]) => [pool, Math.min(budgets.pools.get(pool) ?? 0, size - 1)]));
  let any = budgets.any;
  const dropped = new Set<number>();
  for (const { index, pool, loss } of losses.toSorted((a, b) => b.loss.compare(a.loss))) {
    if (!loss.isPositive || dropped.size === losses.length - 1) break;
    const ofPool = left.get(pool)!;
    if (ofPool > 0) left.set(pool, ofPool - 1);
    else if (any > 0) any -= 1;
    else continue;
    dropped.add(index);
  }
  return dropped;
}

function meanOf(entries: readonly Weighed[], dropped: ReadonlySet<number>): Fraction {
  const kept = entries.filter((_, index) => !dropped.has(index));
  const weight = Fraction.sum(kept.map((each) => each.weight));
  return Fraction.sum(kept.map((each) => each.weight.times(each.value))).dividedBy(weight);
}
