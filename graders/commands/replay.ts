/** `gradecheck replay`: the same submission, specs and seed must give the same bytes; if not, say what differs. */
import { existsSync, lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadCourse } from "#graders/batch/course.ts";
import { gradeSubmission } from "#graders/batch/grade-submission.ts";
import type { EngineName } from "#graders/engines/engine.ts";
import { requireEngine } from "#graders/engines/probe.ts";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import { resultJson } from "#reports/index.ts";
import type { ExitCode } from "./main.ts";
import { readRunRecord, submissionsOf } from "./run-record.ts";

export async function replay(
  file: string,
  options: { readonly from?: string; readonly json?: boolean },
): Promise<ExitCode> {
  if (!existsSync(file))
    throw new UsageError(
      `replay: there is no ${file}. Give one of the files in the results/ that \`gradecheck grade\` wrote.`,
    );
  if (lstatSync(file).isDirectory())
    throw new UsageError(`replay: ${file} is a folder. Give one of the files in its results/.`);
  const text = await readFile(file, "utf8");
  const before = readResult(text, file);
  const out = join(dirname(file), "..");
  const exercises = before.exercises.map(({ id }) => id);
  const record = options.from === undefined ? await readRunRecord(out, "replay") : { submissions: options.from };
  const folder = record.submissions;
  const submission = (await submissionsOf(out, { ...record, exercises })).find(({ id }) => id === before.submission.id);
  if (!submission)
    throw new UsageError(
      `replay: ${folder} holds no submission ${JSON.stringify(before.submission.id)}. Say with --from where it is.`,
    );
  const course = await loadCourse(exercises);
  const isolation = await proveIsolation();
  const { seed, limits } = before;
  const engine = await recordedEngine(before);
  const { result: after } = await gradeSubmission(submission, course, { seed, limits, isolation, engine });
  const same = resultJson(after, { audience: "instructor" }) === text;
  const reasons = same ? [] : differences(before, after);
  if (options.json) console.log(JSON.stringify({ same, differences: reasons }, undefined, 2));
  else if (same) console.log(`The same, byte for byte: ${after.points} of ${after.maxPoints} points.`);
  else
    console.log(
      `It differs: ${before.points} of ${before.maxPoints} points then, ${after.points} of ${after.maxPoints} now.\n${reasons.map((reason) => `  ${reason}`).join("\n")}`,
    );
  return same ? 0 : 1;
}

/** The engine that kernels ran on besides those that every machine has. */
async function recordedEngine({ exercises }: Result): Promise<EngineName | undefined> {
  const names = exercises.flatMap(({ devices = [] }) => devices.map(({ name }) => name));
  const forced = names.find((name) => name.includes("webgpu"));
  return forced === undefined ? undefined : requireEngine(forced, "replay: the result");
}

function differences(before: Result, after: Result): string[] {
  const reasons: string[] = [];
  const tell = (what: string, then: unknown, now: unknown): void => {
    if (JSON.stringify(then) !== JSON.stringify(now)) reasons.push(`${what}: ${String(then)} then, ${String(now)} now`);
  };
  tell("version of gradecheck", before.grader.version, after.grader.version);
  tell("version of Node", before.grader.node, after.grader.node);
  tell("isolation", before.grader.isolation.level, after.grader.isolation.level);
  if (before.specs !== after.specs) reasons.push("the specs have changed since");
  for (const path of new Set([...Object.keys(before.submission.files), ...Object.keys(after.submission.files)])) {
    if (before.submission.files[path] !== after.submission.files[path])
      reasons.push(`the file ${JSON.stringify(path)} has changed`);
  }
  for (const [index, exercise] of before.exercises.entries()) {
    tell(`${exercise.id}, points`, exercise.points, after.exercises[index]?.points);
    for (const [position, check] of exercise.checks.entries())
      tell(`${exercise.id}, “${check.name}”`, check.status, after.exercises[index]?.checks[position]?.status);
  }
  if (reasons.length === 0) reasons.push("the words of a lesson, or the order of keys in the file");
  return reasons;
}
