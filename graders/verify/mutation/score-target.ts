/** Runs the mutants of one file against the specs that must notice them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pool } from "#graders/batch/pool.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import type { Mutant } from "./mutant.ts";
import { mutate } from "./mutants.ts";
import type { Target } from "./targets.ts";
import type { MutantThreads } from "./threads.ts";
import type { Answer } from "./worker.ts";

export interface Survivor extends Omit<Mutant, "code" | "key"> {
  /** What could have seen it: `no check reaches it`, `caught under 3 of 4 other seeds`. */
  readonly seen: string;
}

export interface TargetResult {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

const firstSeed = 1;
const otherSeeds = [2, 3, 4, 5];
/** A mutant that is passed this many times as often as its original, and then some, is in a loop without end. */
const hitFactor = 100;
const hitsFree = 1_000_000;
/** The same for the time of one call, measured against the whole grading of the original; a busy machine is no loop. */
const timeFactor = 20;
const leastCallMs = 1_000;

/** @throws SpecError - when the file as it is isn't passed. */
export async function scoreTarget(
  target: Target,
  { root, threads, width }: { readonly root: string; readonly threads: MutantThreads; readonly width: number },
): Promise<TargetResult> {
  const mutated = `reference/${target.id}.ts`;
  const { code, mutants } = await mutate(mutated, readFileSync(join(root, mutated), "utf8"));
  const question = (exercise: string, seed: number) => ({
    root,
    exercise,
    entry: `reference/${exercise}.ts`,
    mutated,
    seed,
  });
  const originals = new Map<string, Answer>();
  for (const exercise of target.exercises) {
    // All threads at once, as mutants will be, and the slowest counts; what a thread grades first is slow and doesn't.
    const inAll = (): Promise<Answer[]> =>
      Promise.all(Array.from({ length: width }, () => threads.ask({ ...question(exercise, firstSeed), code })));
    await inAll();
    const answers = await inAll();
    const failed = answers.find(({ failed }) => failed !== undefined)?.failed;
    if (failed !== undefined)
      throw new SpecError(`${exercise}: The reference is not passed under seed ${firstSeed}: ${failed}`);
    originals.set(
      exercise,
      answers.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a)),
    );
  }
  /** Only Stryker's mutants say whether they are reached. */
  const isReached = ({ key }: Mutant, { hits }: Answer): boolean => key === undefined || key in hits;
  const isKilled = async (mutant: Mutant, seed: number): Promise<boolean> => {
    const { key, code } = mutant;
    for (const [exercise, original] of originals) {
      if (!isReached(mutant, original)) continue;
      const { hits, milliseconds } = original;
      const limits = {
        ...(key === undefined ? {} : { key, hitsAllowed: hitFactor * hits[key]! + hitsFree }),
        callLimitMs: Math.max(leastCallMs, timeFactor * milliseconds),
      };
      if ((await threads.ask({ ...question(exercise, seed), code, mutant: limits })).failed !== undefined) return true;
    }
    return false;
  };
  const seen = new Map<Mutant, string>();
  await pool(mutants, width, async (mutant) => {
    if (![...originals.values()].some((original) => isReached(mutant, original)))
      seen.set(mutant, "no check reaches it");
    else if (!(await isKilled(mutant, firstSeed)))
      seen.set(mutant, await underOtherSeeds((seed) => isKilled(mutant, seed)));
  });
  const survivors = mutants.flatMap((mutant) => {
    const label = seen.get(mutant);
    const { code: _code, key: _key, ...change } = mutant;
    return label === undefined ? [] : [{ ...change, seen: label }];
  });
  return { mutants: mutants.length, survivors };
}

async function underOtherSeeds(isKilled: (seed: number) => Promise<boolean>): Promise<string> {
  let caught = 0;
  for (const seed of otherSeeds) if (await isKilled(seed)) caught += 1;
  return `caught under ${caught === 0 ? "none" : caught} of ${otherSeeds.length} other seeds`;
}
