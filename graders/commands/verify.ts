/** `gradecheck verify`: what must be true of every spec before it grades anyone. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { pool } from "#graders/batch/pool.ts";
import { Progress } from "#graders/batch/progress.ts";
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import type { Verification } from "#graders/verify/verify-exercise.ts";
import type { ExitCode } from "./main.ts";

export async function verify(
  names: readonly string[],
  options: { readonly seeds: number; readonly jobs?: number; readonly json?: boolean },
): Promise<ExitCode> {
  const ids = selectIds(await exerciseIds(), names);
  const progress = new Progress(ids.length);
  const found = new Map<string, Verification>();
  const width = Math.min(options.jobs ?? availableParallelism(), ids.length);
  const idle = Array.from({ length: width }, () => new Worker(new URL("../verify/worker.ts", import.meta.url)));
  const workers = [...idle];
  await pool(ids, width, async (id) => {
    const worker = idle.pop()!;
    const verification = await ask(worker, { id, seeds: options.seeds });
    idle.push(worker);
    found.set(id, verification);
    progress.step(lineFor(verification));
  });
  await Promise.all(workers.map((worker) => worker.terminate()));
  const all = ids.map((id) => found.get(id)!);
  if (options.json) console.log(JSON.stringify(all, undefined, 2));
  else console.log(summary(all, options.seeds));
  return all.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

function ask(worker: Worker, question: { readonly id: string; readonly seeds: number }): Promise<Verification> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      worker.off("message", answered);
      worker.off("error", failed);
    };
    const answered = (verification: Verification): void => {
      done();
      resolve(verification);
    };
    const failed = (error: Error): void => {
      done();
      reject(error);
    };
    worker.on("message", answered);
    worker.on("error", failed);
    worker.postMessage(question);
  });
}

function lineFor({ id, points, mistakes, variants, faults }: Verification): string {
  const verdict = faults.length === 0 ? "ok" : `${faults.length} ${faults.length === 1 ? "fault" : "faults"}`;
  return `${id}: ${verdict}, ${points} points, ${mistakes.caught} of ${mistakes.of} mistakes caught${variants > 0 ? `, ${variants} ${variants === 1 ? "variant" : "variants"} accepted` : ""}`;
}

function summary(all: readonly Verification[], seeds: number): string {
  const sum = (of: (one: Verification) => number): number => all.reduce((total, one) => total + of(one), 0);
  const faulty = all.filter(({ faults }) => faults.length > 0);
  const lines = faulty.flatMap(({ id, faults }) => [id, ...faults.map((fault) => `  ${fault}`)]);
  const caught = `${sum(({ mistakes }) => mistakes.caught)} of ${sum(({ mistakes }) => mistakes.of)} known mistakes caught, ${sum(({ mistakes }) => mistakes.recognised)} recognised`;
  lines.push(
    `${all.length} ${all.length === 1 ? "exercise" : "exercises"}, ${sum(({ checks }) => checks)} checks, ${sum(({ points }) => points)} points; ${caught}; ${seeds} seeds each. ${faulty.length === 0 ? "All can be trusted." : `${faulty.length} can't be trusted yet.`}`,
  );
  return lines.join("\n");
}
