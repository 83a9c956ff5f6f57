/** `gradecheck grade`: a folder of submissions in, results and reports out. */
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import type { EngineName } from "#graders/engines/engine.ts";
import { forcedEngine } from "#graders/engines/probe.ts";
import { gradeBatch } from "#graders/batch/batch.ts";
import { loadCourse, type Course } from "#graders/batch/course.ts";
import type { Graded } from "#graders/batch/grade-submission.ts";
import { readAssignment } from "#graders/batch/submissions.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { proveIsolation, type Isolation } from "#graders/execution/prove-isolation.ts";
import type { Level } from "#graders/execution/sandbox/rung.ts";
import { startStripping } from "#graders/execution/source/strip.ts";
import { takeIn } from "#graders/intake/intake.ts";
import type { Source } from "#graders/intake/people.ts";
import { intakeJson, recognisedLine, unmatchedLines } from "#graders/intake/record.ts";
import { gradeByQueue } from "#graders/queue/coordinator.ts";
import { reachQueue, type QueueAccess } from "#graders/queue/redis.ts";
import { withoutLessons, type BriefResult, type Met } from "#graders/result/brief.ts";
import { exerciseIds, selectIds } from "#graders/spec/load.ts";
import { Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { classTable } from "#reports/index.ts";
import { oneLine, plainText, printable } from "#reports/plain.ts";
import type { LanguageTag } from "#reports/texts/writing.ts";
import { knownOfStudents } from "./known-of-students.ts";
import type { ExitCode } from "./main.ts";
import { writeMarks } from "./marks.ts";
import { repositoriesOf, writeRunRecord } from "./run-record.ts";
import { writeAudit } from "./write-audit.ts";
import { writeClassFiles } from "./write-class-files.ts";
import { writeMarked } from "./write-marked.ts";
import { writeStudentFiles } from "./write-student-files.ts";
import { writeWhole } from "./write-whole.ts";

export interface GradeFlags {
  readonly out: string;
  readonly exercises?: string[];
  readonly as?: Exclude<Source, "git">;
  readonly roster?: string;
  readonly seed: number;
  readonly jobs?: number;
  readonly cpuSeconds: number;
  readonly memory: number;
  readonly isolationAtLeast?: Level;
  readonly fresh?: boolean;
  readonly similarity?: boolean;
  readonly queue?: string;
  readonly language?: LanguageTag;
  readonly json?: boolean;
}

export async function grade(folder: string, flags: GradeFlags): Promise<ExitCode> {
  const { out } = flags;
  const assignment = await readAssignment(folder);
  const ids = selectIds(await exerciseIds(), flags.exercises ?? assignment.exercises ?? []);
  const git = { cache: repositoriesOf(out), fresh: flags.fresh ?? false };
  const tell = (line: string): void => console.error(oneLine(line));
  const intake = await takeIn(folder, { exercises: ids, as: flags.as, roster: flags.roster, git, tell });
  const { submissions } = intake;
  tell(recognisedLine(intake));
  startStripping();
  const [course, place] = await Promise.all([loadCourse(ids), gradingPlace(flags)]);
  // Where the submissions are, for `replay` and `regrade`; relative, so that the two folders can move together.
  const { as, language } = flags;
  await writeRunRecord(out, {
    submissions: relative(resolve(out), resolve(folder)),
    exercises: ids,
    ...(as === undefined ? {} : { as }),
    ...(language === undefined ? {} : { language }),
  });
  await writeWhole(join(out, "intake.json"), intakeJson(intake));
  const store = new Store(out, { who: userName() });
  try {
    const settings = {
      seed: flags.seed,
      limits: { ...defaultLimits, cpuSeconds: flags.cpuSeconds, memoryMegabytes: flags.memory },
      earlier: ({ id }: { id: string }) => (flags.fresh ? undefined : store.result(id)),
    };
    const known = await knownOfStudents(out, store, { from: folder });
    // What the class's pages need of each; the whole of it is in the store.
    const graded = new Map<string, BriefResult>();
    const met: Met = new Map();
    let kept = 0;
    const finished = async (outcome: Graded): Promise<void> => {
      if (outcome.kept) kept += 1;
      else store.keep(outcome.result, outcome.seconds);
      await writeStudentFiles(out, outcome.result, known(outcome.result));
      graded.set(outcome.result.submission.id, withoutLessons(outcome.result, met));
    };
    const { stopped } =
      "queue" in place
        ? await gradeByQueue(submissions, course, place.queue, { ...settings, ...place, tell }, finished)
        : await gradeBatch(submissions, course, { ...settings, ...place, engine: await engineFor(course) }, finished);
    const results = submissions.flatMap(({ id }) => graded.get(id) ?? []);
    const marks = await writeMarks(out, store, folder);
    const comparing = flags.similarity ? await import("./similarity.ts") : undefined;
    const alike = await comparing?.writeSimilarity(out, submissions, ids);
    await writeClassFiles(out, results, { title: assignment.title, marks });
    await writeMarked(out, store, [...graded.keys()], { from: folder, marks });
    await writeAudit(out, store);
    if (flags.json) printAll(store, results);
    else
      console.log(
        `\n${classTable(results)}\n\n${closing(out, kept)}${marks ? ` Marks by the policy are in ${join(out, "marks.csv")}.` : ""}`,
      );
    if (alike && !flags.json) comparing?.printSimilarity(out, alike);
    const unmatched = unmatchedLines(intake);
    if (unmatched.length > 0) {
      const text = plainText(`\n${unmatched.join("\n")}\nAll of it is in ${join(out, "intake.json")}.`);
      (flags.json ? console.error : console.log)(text);
    }
    if (stopped) {
      console.error(`Stopped after ${results.length} of ${submissions.length}. Run the same command again to go on.`);
      return 2;
    }
    return results.every((result) => result.exercises.every(({ status }) => status === "passed")) ? 0 : 1;
  } finally {
    store.close();
  }
}

type Place =
  | { readonly isolation: Isolation; readonly jobs: number }
  | { readonly queue: QueueAccess; readonly isolationAtLeast: Level };

/** Here, or wherever the workers are. Seen to be usable before anything is written. */
async function gradingPlace({ queue, jobs, isolationAtLeast = "realm" }: GradeFlags): Promise<Place> {
  if (queue === undefined)
    return { isolation: await proveIsolation(isolationAtLeast), jobs: jobs ?? availableParallelism() };
  if (jobs !== undefined)
    throw new UsageError("grade: with --queue, nothing is graded here. Give --jobs to each `gradecheck worker`.");
  return { queue: await reachQueue(queue), isolationAtLeast };
}

async function engineFor(course: Course): Promise<EngineName | undefined> {
  return course.exercises.some(({ spec }) => spec.device) ? forcedEngine() : undefined;
}

function closing(out: string, kept: number): string {
  const keptText = kept === 0 ? "" : `${kept} had not changed and were kept; --fresh grades them again. `;
  return `${keptText}Open ${join(out, "index.html")}. Also written: ${join(out, "gradebook.csv")}, and reports/, markdown/, junit/ and results/ for each submission.`;
}

/** One at a time: a class may be larger than memory. */
function printAll(store: Store, results: readonly BriefResult[]): void {
  results.forEach(({ submission }, index) => {
    const text = printable(JSON.stringify(store.result(submission.id), undefined, 2));
    process.stdout.write(`${index === 0 ? "[\n" : ",\n"}${text.replaceAll(/^/gm, "  ")}`);
  });
  process.stdout.write(results.length === 0 ? "[]\n" : "\n]\n");
}
