/** `gradecheck grade`: a folder of submissions in, results and reports out. */
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { forcedEngine } from "#graders/engines/probe.ts";
import { loadCourse } from "#graders/batch/course.ts";
import { gradeSubmission } from "#graders/batch/grade-submission.ts";
import { pool } from "#graders/batch/pool.ts";
import { Progress } from "#graders/batch/progress.ts";
import { findSubmissions, readAssignment, type Submission } from "#graders/batch/submissions.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { startStripping } from "#graders/execution/source/strip.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import { classTable } from "#reports/index.ts";
import { printable } from "#reports/plain.ts";
import type { ExitCode, GradeFlags } from "./main.ts";
import { resultFile, writeClassFiles, writeStudentFiles, writeWhole } from "./write-reports.ts";

export async function grade(folder: string, flags: GradeFlags): Promise<ExitCode> {
  const submissions = await findSubmissions(folder);
  const assignment = await readAssignment(folder);
  const ids = selectIds(await exerciseIds(), flags.exercises ?? assignment.exercises ?? []);
  startStripping();
  const [course, isolation] = await Promise.all([loadCourse(ids), proveIsolation(flags.isolationAtLeast)]);
  const limits = { ...defaultLimits, cpuSeconds: flags.cpuSeconds, memoryMegabytes: flags.memory };
  // Where the submissions are, for `replay`; relative, so that the two folders can move together.
  await writeWhole(
    join(flags.out, "run.json"),
    `${JSON.stringify({ submissions: relative(resolve(flags.out), resolve(folder)), exercises: ids }, undefined, 2)}\n`,
  );

  const engine = course.exercises.some(({ spec }) => spec.device) ? await forcedEngine() : undefined;
  const jobs = flags.jobs ?? availableParallelism();
  const lanes = Math.max(1, Math.floor(jobs / submissions.length));
  const progress = new Progress(submissions.length);
  const graded = new Map<string, Result>();
  let kept = 0;
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, stop);
  await pool(
    submissions,
    jobs,
    async (submission) => {
      const earlier = flags.fresh ? undefined : await earlierResult(flags.out, submission);
      const outcome = await gradeSubmission(submission, course, {
        seed: flags.seed,
        limits,
        isolation,
        lanes,
        engine,
        ...(earlier ? { earlier } : {}),
      });
      if (outcome.kept) kept += 1;
      await writeStudentFiles(flags.out, outcome.result);
      graded.set(submission.id, outcome.result);
      progress.step(
        `${JSON.stringify(submission.id).slice(1, -1)}: ${outcome.result.points} of ${outcome.result.maxPoints} points${outcome.kept ? " (not changed)" : ""}`,
      );
    },
    stopping.signal,
  );
  for (const signal of signals) process.removeListener(signal, stop);
  const results = submissions.flatMap(({ id }) => graded.get(id) ?? []);
  await writeClassFiles(flags.out, results, assignment.title);
  console.log(
    flags.json
      ? printable(JSON.stringify(results, undefined, 2))
      : `\n${classTable(results)}\n\n${closing(flags.out, kept)}`,
  );
  if (stopping.signal.aborted) {
    console.error(`Stopped after ${results.length} of ${submissions.length}. Run the same command again to go on.`);
    return 2;
  }
  return results.every((result) => result.exercises.every(({ status }) => status === "passed")) ? 0 : 1;
}

function closing(out: string, kept: number): string {
  const keptText = kept === 0 ? "" : `${kept} had not changed and were kept; --fresh grades them again. `;
  return `${keptText}Open ${join(out, "index.html")}. Also written: ${join(out, "gradebook.csv")}, and reports/, markdown/, junit/ and results/ for each submission.`;
}

async function earlierResult(out: string, { id }: Submission): Promise<Result | undefined> {
  try {
    const result = readResult(await readFile(resultFile(out, id), "utf8"), resultFile(out, id));
    return result.submission.id === id ? result : undefined;
  } catch {
    // None yet, or of another format: it is graded anew.
    return undefined;
  }
}
