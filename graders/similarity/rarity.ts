/**
 * What each fingerprint is worth in a class: nothing if it was given or if most wrote it, and the more the fewer wrote it.
 *
 * Two who share what half of the class has share the course. Two who share what nobody else has share something else.
 */
import type { Settings } from "./settings.ts";

export interface Fingerprinted {
  readonly id: string;
  /** Each once. */
  readonly fingerprints: ReadonlySet<number>;
}

/** `ln((n + 1) / d)` for a fingerprint that d of the n answers have; absent where it is worth nothing. */
export type Worth = ReadonlyMap<number, number>;

/** @param given - of the stub and of what is prescribed. */
export function worthIn(answers: readonly Fingerprinted[], given: ReadonlySet<number>, settings: Settings): Worth {
  const holders = new Map<number, number>();
  for (const { fingerprints } of answers)
    for (const each of fingerprints) if (!given.has(each)) holders.set(each, (holders.get(each) ?? 0) + 1);
  // Who wrote nothing is no part of the class here.
  const writers = answers.filter(({ fingerprints }) => fingerprints.values().some((each) => !given.has(each))).length;
  const most = Math.max(settings.commonAbove, settings.commonShare * writers);
  const worth = new Map<number, number>();
  for (const [each, count] of holders) if (count <= most) worth.set(each, Math.log((writers + 1) / count));
  return worth;
}
