/**
 * How much a spec notices: the share of small changes to the reference under which some check isn't passed.
 *
 * Results are kept in docs/trust/mutation.json by a digest of all that decides them, and written after each file, so a
 * run that was stopped goes on where it was. Explanations are no part of the digest: they are held against what is kept.
 */
import { availableParallelism } from "node:os";
import { exerciseIds, projectRoot } from "#graders/spec/load.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { readLedger, recordIn, type LedgerEntry } from "./ledger.ts";
import { scoreTarget, type Survivor } from "./score-target.ts";
import { explanationOf, loadExplanations, staleExplanations, type Explanation } from "./survivors.ts";
import { digestOf, targetsOf } from "./targets.ts";
import { MutantThreads } from "./threads.ts";

export interface MutationScore extends LedgerEntry {
  /** Full sentences: an explanation that is stale, or why there is no result. */
  readonly faults: readonly string[];
}

export interface MutationOptions {
  readonly root?: string;
  /** Where results are kept. */
  readonly ledger?: string;
  readonly jobs?: number;
  /** Run again what has not changed. */
  readonly fresh?: boolean;
  /** Called for each file as it is done. */
  readonly onScore?: (score: MutationScore) => void;
}

/** Ids of everything that is mutated: the exercises, and the helpers that their references import. */
export async function mutationIds(root = projectRoot): Promise<string[]> {
  return (await targetsOf(await exerciseIds(root), root)).map(({ id }) => id);
}

/**
 * @param ids - exercises or helpers, as {@link mutationIds} names them.
 * @throws SpecError - when a file of explanations is malformed.
 */
export async function mutationScores(ids: readonly string[], options: MutationOptions = {}): Promise<MutationScore[]> {
  const { root = projectRoot, ledger, fresh = false, onScore, jobs = availableParallelism() } = options;
  const targets = (await targetsOf(await exerciseIds(root), root)).filter(({ id }) => ids.includes(id));
  const explanations = new Map(targets.map(({ id }) => [id, loadExplanations(id, root)]));
  const threads = new MutantThreads();
  const scores: MutationScore[] = [];
  try {
    for (const target of targets) {
      const digest = await digestOf(target, root);
      const kept = readLedger(ledger).find(({ id }) => id === target.id);
      const known = explanations.get(target.id)!;
      let score: MutationScore;
      try {
        const result =
          kept?.digest === digest && !fresh
            ? resultOf(kept)
            : await scoreTarget(target, { root, threads, width: jobs });
        score = explain({ id: target.id, digest, ...result }, known);
        recordIn(ledger, score);
      } catch (error) {
        if (!(error instanceof SpecError)) throw error;
        score = { ...explain({ id: target.id, digest, mutants: 0, survivors: [] }, []), faults: [error.message] };
      }
      scores.push(score);
      onScore?.(score);
    }
  } finally {
    await threads.close();
  }
  return scores;
}

interface Unexplained {
  readonly id: string;
  readonly digest: string;
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

function explain({ id, digest, mutants, survivors }: Unexplained, explanations: readonly Explanation[]): MutationScore {
  const survived = survivors.filter((survivor) => explanationOf(survivor, explanations) === undefined);
  const equivalent = survivors.flatMap((survivor) => {
    const explanation = explanationOf(survivor, explanations);
    return explanation ? [{ ...survivor, why: explanation.why }] : [];
  });
  const killed = mutants - survivors.length;
  return {
    id,
    digest,
    mutants,
    killed,
    explained: equivalent.length,
    score: shareOf(killed, survived.length),
    survived,
    equivalent,
    faults: staleExplanations(explanations, survivors),
  };
}

/** 1 when there is nothing to notice. */
export function shareOf(killed: number, survived: number): number {
  return killed + survived === 0 ? 1 : killed / (killed + survived);
}

function resultOf({ mutants, survived, equivalent }: LedgerEntry): {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
} {
  const survivors = [...survived, ...equivalent.map(({ why: _, ...survivor }) => survivor)];
  return { mutants, survivors: survivors.sort((a, b) => a.line - b.line || a.column - b.column) };
}
