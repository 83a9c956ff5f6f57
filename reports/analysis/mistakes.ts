/**
 * Which known mistakes a class made in an exercise, the most frequent first: each submission counts once for a mistake,
 * whatever checks show it.
 */
import type { BriefExercise, BriefResult } from "#graders/result/brief.ts";
import type { KnownMistake } from "#graders/result/result.ts";
import { isTried } from "./scores.ts";

export interface MistakeCount {
  readonly mistake: KnownMistake;
  /** Submissions that made it. */
  readonly count: number;
  /** Of these: where it could as well be another of the catalogue, because both give the same numbers. */
  readonly perhaps: number;
  /** Submissions that tried the exercise. */
  readonly of: number;
}

/** By the exercise's id. */
export function mistakesOf(results: readonly BriefResult[]): ReadonlyMap<string, readonly MistakeCount[]> {
  const all = results.flatMap(({ exercises }) => exercises.filter(isTried));
  const byId = Map.groupBy(all, ({ id }) => id);
  return new Map([...byId].map(([id, own]) => [id, counted(own)]));
}

function counted(own: readonly BriefExercise[]): MistakeCount[] {
  const counts = new Map<string, { mistake: KnownMistake; count: number; perhaps: number }>();
  for (const exercise of own)
    for (const { mistake, sure } of madeIn(exercise)) {
      const entry = counts.get(mistake.name) ?? { mistake, count: 0, perhaps: 0 };
      entry.count += 1;
      if (!sure) entry.perhaps += 1;
      counts.set(mistake.name, entry);
    }
  return [...counts.values()]
    .map((entry) => ({ ...entry, of: own.length }))
    .toSorted((a, b) => b.count - a.count || (a.mistake.name < b.mistake.name ? -1 : 1));
}

/** It is sure where one check names it and no other. */
function madeIn({ checks }: BriefExercise): { mistake: KnownMistake; sure: boolean }[] {
  const made = new Map<string, { mistake: KnownMistake; sure: boolean }>();
  for (const { mistakes = [] } of checks)
    for (const mistake of mistakes) {
      const sure = mistakes.length === 1 || (made.get(mistake.name)?.sure ?? false);
      made.set(mistake.name, { mistake, sure });
    }
  return [...made.values()];
}
