/** `gradecheck verify`: what must be true of every spec before it grades anyone. */
import { availableParallelism } from "node:os";
import { pool } from "#graders/batch/pool.ts";
import { Progress } from "#graders/batch/progress.ts";
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import type { Verification } from "#graders/verify/verify-exercise.ts";
import { evidence, isProven } from "#graders/verify/trust/evidence.ts";
import { verifyThreads } from "#graders/verify/verify-threads.ts";
import type { ExitCode } from "./main.ts";

export interface VerifyOptions {
  readonly seeds?: number;
  readonly jobs?: number;
  readonly full?: boolean;
  /** Only what docs/trust has no evidence of, at this version. */
  readonly unproven?: boolean;
  readonly json?: boolean;
}

const usualSeeds = 20;

export async function verify(names: readonly string[], options: VerifyOptions): Promise<ExitCode> {
  if (options.full) return (await import("./verify-full.ts")).verifyFull(names, options);
  const { seeds = usualSeeds, jobs = availableParallelism() } = options;
  const selected = selectIds(await exerciseIds(), names);
  const ids = options.unproven ? await unprovenOf(selected) : selected;
  const progress = new Progress(ids.length);
  const found = new Map<string, Verification>();
  const threads = verifyThreads();
  await pool(ids, Math.min(jobs, ids.length), async (id) => {
    const { verification } = await threads.ask({ id, seeds });
    found.set(id, verification);
    progress.step(lineFor(verification));
  });
  await threads.close();
  const all = ids.map((id) => found.get(id)!);
  if (options.json) console.log(JSON.stringify(all, undefined, 2));
  else {
    const proven = selected.length - ids.length;
    if (proven > 0) console.log(`${proven} of ${selected.length} are proven at this version: docs/trust.md.`);
    if (all.length > 0) console.log(summary(all, seeds));
  }
  return all.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

async function unprovenOf(ids: readonly string[]): Promise<string[]> {
  const proven = new Set<string>();
  for (const entry of evidence.read()) if (await isProven(entry)) proven.add(entry.id);
  return ids.filter((id) => !proven.has(id));
}

export function lineFor({ id, points, mistakes, variants, faults }: Verification): string {
  const verdict = faults.length === 0 ? "ok" : `${faults.length} ${faults.length === 1 ? "fault" : "faults"}`;
  return `${id}: ${verdict}, ${points} points, ${mistakes.caught} of ${mistakes.of} mistakes caught${variants > 0 ? `, ${variants} ${variants === 1 ? "variant" : "variants"} accepted` : ""}`;
}

export function faultLines(all: readonly Verification[]): string[] {
  return all
    .filter(({ faults }) => faults.length > 0)
    .flatMap(({ id, faults }) => [id, ...faults.map((fault) => `  ${fault}`)]);
}

function summary(all: readonly Verification[], seeds: number): string {
  const sum = (of: (one: Verification) => number): number => all.reduce((total, one) => total + of(one), 0);
  const faulty = all.filter(({ faults }) => faults.length > 0).length;
  const caught = `${sum(({ mistakes }) => mistakes.caught)} of ${sum(({ mistakes }) => mistakes.of)} known mistakes caught, ${sum(({ mistakes }) => mistakes.recognised)} recognised`;
  return [
    ...faultLines(all),
    `${all.length} ${all.length === 1 ? "exercise" : "exercises"}, ${sum(({ checks }) => checks)} checks, ${sum(({ points }) => points)} points; ${caught}; ${seeds} seeds each. ${faulty === 0 ? "All can be trusted." : `${faulty} can't be trusted yet.`}`,
  ].join("\n");
}
