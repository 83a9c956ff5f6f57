/**
 * From points to a share of the mark.
 *
 * Without weights everything is one group, in which points are added up. With weights each key of them is a group, which has
 * its weight whatever happens inside; in the group of a unit, points are added up. What is left out is on neither side. A
 * bonus is measured by what the others of its group can earn, dropped ones included, so that dropping leaves it alone.
 */
import { bestMean, type BestMean, type Budgets } from "./best-mean.ts";
import { Fraction } from "./fraction.ts";
import { keyFor, names, namesExercise, namesUnit, unitOf } from "./names.ts";
import type { Policy } from "./policy.ts";

export interface Scored {
  readonly id: string;
  readonly kind: "exercise" | "item";
  readonly earned: Fraction;
  readonly maximum: Fraction;
  readonly leftOut: boolean;
}

export interface Weights {
  readonly weight: Fraction;
  readonly dropped: boolean;
  readonly bonus: boolean;
  /** The policy gives it the weight 0. */
  readonly weightless: boolean;
}

export interface Weighing {
  /** Of each thing scored, in the same order. */
  readonly of: readonly Weights[];
  /** Share of the mark; absent where nothing that isn't a bonus could be graded. */
  readonly regular?: Fraction;
  readonly bonus: Fraction;
}

interface Group {
  readonly key: string;
  readonly weight: Fraction;
  readonly regular: readonly Scored[];
  readonly bonus: readonly Scored[];
}

export function weigh(scored: readonly Scored[], policy: Policy): Weighing {
  const groups = groupsOf(scored, policy).filter(({ weight }) => weight.isPositive);
  const grouped = new Set(groups.flatMap(({ regular, bonus }) => [...regular, ...bonus]));
  const counting = groups.filter(({ regular }) => regular.length > 0);
  const { mean, shares } =
    counting.length > 0 ? weighRegular(counting, policy) : { shares: new Map<Scored, Fraction>() };
  const bonusShares = mean ? weighBonus(groups, sumOf(counting, "weight")) : new Map<Scored, Fraction>();
  return {
    of: scored.map((one) => ({
      weight: shares.get(one) ?? bonusShares.get(one) ?? Fraction.zero,
      dropped: mean !== undefined && grouped.has(one) && !shares.has(one) && !bonusShares.has(one),
      bonus: isBonus(one, policy),
      weightless: !one.leftOut && !grouped.has(one),
    })),
    ...(mean ? { regular: mean } : {}),
    bonus: Fraction.sum([...bonusShares].map(([one, share]) => share.times(ratio(one)))),
  };
}

/** @returns the mean, and of all that is not dropped the share of it that each makes up. */
function weighRegular(groups: readonly Group[], policy: Policy): { mean: Fraction; shares: Map<Scored, Fraction> } {
  const inner = groups.map((group) => innerMean(group, policy));
  const outer = bestMean(
    groups.map(({ key, weight, regular }, index) => {
      const pool = regular.length === 1 ? poolOutside(key, regular[0]!, policy) : undefined;
      return { weight, value: inner[index]!.mean, ...(pool === undefined ? {} : { pool }) };
    }),
    budgetsOf(policy),
  );
  const shares = new Map<Scored, Fraction>();
  const isKept = (_: unknown, index: number): boolean => !outer.dropped.has(index);
  const all = sumOf(groups.filter(isKept), "weight");
  for (const [index, { weight, regular }] of groups.entries()) {
    if (outer.dropped.has(index)) continue;
    const kept = regular.filter((_, at) => !inner[index]!.dropped.has(at));
    const maximum = sumOf(kept, "maximum");
    for (const one of kept) shares.set(one, weight.dividedBy(all).times(one.maximum.dividedBy(maximum)));
  }
  return { mean: outer.mean, shares };
}

/** @returns how much of the mark each can add. @param all - the weight of all groups that have more than a bonus. */
function weighBonus(groups: readonly Group[], all: Fraction): Map<Scored, Fraction> {
  return new Map(
    groups.flatMap(({ weight, regular, bonus }) => {
      const base = sumOf(regular.length > 0 ? regular : bonus, "maximum");
      return bonus.map((one) => [one, weight.dividedBy(all).times(one.maximum.dividedBy(base))] as const);
    }),
  );
}

function sumOf<Key extends string>(all: readonly Readonly<Record<Key, Fraction>>[], key: Key): Fraction {
  return Fraction.sum(all.map((each) => each[key]));
}

function ratio({ earned, maximum }: Scored): Fraction {
  return earned.dividedBy(maximum);
}

/** In an order that depends on the policy alone. What is left out is in none. */
function groupsOf(scored: readonly Scored[], policy: Policy): Group[] {
  const weights = policy.weights ?? { everything: 1 };
  const keys = Object.keys(weights);
  const counting = scored.filter(({ leftOut }) => !leftOut);
  const byKey = Map.groupBy(counting, (one) => (policy.weights ? keyOf(one, keys) : "everything"));
  return keys.map((key) => {
    const members = byKey.get(key) ?? [];
    return {
      key,
      weight: Fraction.of(weights[key]!),
      regular: members.filter((one) => !isBonus(one, policy)),
      bonus: members.filter((one) => isBonus(one, policy)),
    };
  });
}

function keyOf({ kind, id }: Scored, keys: readonly string[]): string | undefined {
  return kind === "item" ? keys.find((key) => key === id) : keyFor(keys, id);
}

function isBonus({ kind, id }: Scored, { bonus }: Policy): boolean {
  return kind === "exercise" && (bonus?.exercises.some((key) => names(key, id)) ?? false);
}

function innerMean({ regular, key }: Group, policy: Policy): BestMean {
  const entries = regular.map((one) => {
    const pool = poolInside(key, one, policy);
    return { weight: one.maximum, value: ratio(one), ...(pool === undefined ? {} : { pool }) };
  });
  return bestMean(entries, budgetsOf(policy));
}

/** From where an exercise may be dropped inside its group; nothing where it has a weight of its own. */
function poolInside(key: string, one: Scored, { weights, drop }: Policy): string | undefined {
  if (one.kind === "item" || !drop || (weights && !namesUnit(key, one.id))) return undefined;
  return unitPool(drop, one.id);
}

/** From where a group may be dropped as a whole: one that is a single exercise with a weight of its own. */
function poolOutside(key: string, one: Scored, { weights, drop }: Policy): string | undefined {
  if (one.kind === "item" || !drop || !weights || !namesExercise(key, one.id)) return undefined;
  return unitPool(drop, one.id);
}

function unitPool(drop: NonNullable<Policy["drop"]>, id: string): string {
  return Object.keys(drop).find((key) => namesUnit(key, id)) ?? unitOf(id);
}

function budgetsOf({ drop = {} }: Policy): Budgets {
  const pools = new Map(Object.entries(drop));
  return { pools, any: pools.get("all") ?? 0 };
}
