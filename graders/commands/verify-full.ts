/**
 * `gradecheck verify --full`: everything that speaks for or against a spec, at length: many seeds for all code that is
 * known to be right or wrong, and every mutant of the references. Writes docs/trust.md and the last lines of the
 * exercises' pages. What is unchanged is kept, so it goes on where it was stopped.
 */
import { availableParallelism } from "node:os";
import { pool } from "#graders/batch/pool.ts";
import { Progress } from "#graders/batch/progress.ts";
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import { verifyThreads } from "#graders/verify/verify-threads.ts";
import { digestOfEvidence, evidence } from "#graders/verify/trust/evidence.ts";
import { writeTrust } from "#graders/verify/trust/files.ts";
import type { Verification } from "#graders/verify/verify-exercise.ts";
import type { ExitCode } from "./main.ts";
import { mutate } from "./mutate.ts";
import { faultLines, lineFor, type VerifyOptions } from "./verify.ts";

const usualSeeds = 1000;
/** The reference on trial without the reference's word is slower and was proven under as many seeds by `verify`. */
const seedsOnTrial = 100;

export async function verifyFull(
  names: readonly string[],
  { seeds = usualSeeds, jobs = availableParallelism(), json = false }: VerifyOptions,
): Promise<ExitCode> {
  const ids = selectIds(await exerciseIds(), names);
  const faulty = await gatherEvidence(ids, { seeds, jobs });
  const mutation = await mutate(names, { jobs, json });
  writeTrust();
  if (faulty.length > 0) console.log(faultLines(faulty).join("\n"));
  return faulty.length > 0 ? 1 : mutation;
}

async function gatherEvidence(
  ids: readonly string[],
  { seeds, jobs }: { readonly seeds: number; readonly jobs: number },
): Promise<Verification[]> {
  const digests = new Map<string, string>();
  for (const id of ids) digests.set(id, await digestOfEvidence(id, seeds));
  const kept = new Map(evidence.read().map(({ id, digest }) => [id, digest]));
  const due = ids.filter((id) => kept.get(id) !== digests.get(id));
  const progress = new Progress(due.length);
  const threads = verifyThreads();
  const faulty: Verification[] = [];
  await pool(due, jobs, async (id) => {
    const { verification, steadiness } = await threads.ask({
      id,
      seeds: Math.min(seeds, seedsOnTrial),
      steadySeeds: seeds,
    });
    const { checks, points, mistakes, variants } = verification;
    if (steadiness)
      evidence.keep({ id, digest: digests.get(id)!, seeds, checks, points, mistakes, variants, steadiness });
    else faulty.push(verification);
    progress.step(lineFor(verification));
  });
  await threads.close();
  return faulty;
}
