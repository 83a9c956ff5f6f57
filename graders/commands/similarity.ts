/** `gradecheck similarity`: which code of a class is alike. Off by default; `gradecheck grade --similarity` does the same after grading. */
import { join } from "node:path";
import type { Submission } from "#graders/batch/submissions.ts";
import { Progress } from "#graders/batch/progress.ts";
import type { Similarity } from "#graders/result/similarity.ts";
import { classSimilarity } from "#graders/similarity/class-similarity.ts";
import { dolos } from "#graders/similarity/dolos.ts";
import { similarityFile } from "#graders/similarity/read-similarity.ts";
import { similarityLines } from "#graders/similarity/summary.ts";
import { winnowing } from "#graders/similarity/winnowing.ts";
import { Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { oneLine, printable } from "#reports/plain.ts";
import { briefResults } from "./brief-results.ts";
import { recordedClass } from "./class-facts.ts";
import type { ExitCode } from "./main.ts";
import { requireStore } from "./require-store.ts";
import { readRunRecord, submissionsOf } from "./run-record.ts";
import { writeClassFiles } from "./write-class-files.ts";
import { writeWhole } from "./write-whole.ts";

export interface SimilarityOptions {
  readonly from?: string;
  readonly with?: "winnowing" | "dolos";
  readonly json?: boolean;
}

export async function similarity(out: string, options: SimilarityOptions): Promise<ExitCode> {
  requireStore(out, "similarity");
  const recorded = await readRunRecord(out, "similarity");
  const record = options.from === undefined ? recorded : { ...recorded, submissions: options.from };
  const found = await writeSimilarity(out, await submissionsOf(out, record), record.exercises, options.with);
  // The page of the class shows it.
  const store = new Store(out, { who: userName() });
  try {
    await writeClassFiles(out, briefResults(store), await recordedClass(out));
  } finally {
    store.close();
  }
  if (options.json) console.log(printable(JSON.stringify(found, undefined, 2)));
  else printSimilarity(out, found);
  return 0;
}

/** @throws UsageError - when Dolos is asked for and not installed. */
export async function writeSimilarity(
  out: string,
  submissions: readonly Submission[],
  exercises: readonly string[],
  tool: SimilarityOptions["with"] = "winnowing",
): Promise<Similarity> {
  const found =
    tool === "dolos"
      ? await compare(submissions, exercises, await dolos())
      : await compare(submissions, exercises, winnowing());
  await writeWhole(similarityFile(out), printable(`${JSON.stringify(found, undefined, 2)}\n`));
  return found;
}

function compare<Answer>(
  submissions: readonly Submission[],
  exercises: readonly string[],
  tool: Parameters<typeof classSimilarity<Answer>>[2],
): Promise<Similarity> {
  // A line for each submission is for a terminal, where it moves.
  const moving = process.stderr.isTTY;
  const progress = new Progress(exercises.length + (moving ? submissions.length : 0));
  return classSimilarity(submissions, exercises, tool, {
    onRead: () => moving && progress.step("read for comparing"),
    onCompared: (exercise) => progress.step(`${exercise} compared`),
  });
}

export function printSimilarity(out: string, found: Similarity): void {
  console.log(similarityLines(found).map(oneLineIndented).join("\n"));
  console.log(`Also written: ${join(out, "similarity.json")}.`);
}

/** Names of submissions are what students typed. */
function oneLineIndented(line: string): string {
  const indent = /^ */.exec(line)![0];
  return indent + oneLine(line);
}
