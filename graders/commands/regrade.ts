/** `gradecheck regrade`: what would change under the specs as they are now; applying it or dropping it is a step of its own. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { gradeBatch } from "#graders/batch/batch.ts";
import { loadCourse } from "#graders/batch/course.ts";
import { readAssignment } from "#graders/batch/submissions.ts";
import { forcedEngine } from "#graders/engines/probe.ts";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { startStripping } from "#graders/execution/source/strip.ts";
import { changeBetween, type SubmissionChange } from "#graders/result/changes.ts";
import type { Result } from "#graders/result/result.ts";
import { Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { regradePage, regradeTable, type Decision, type RegradeView } from "#reports/index.ts";
import { counted } from "#reports/words.ts";
import { briefResults } from "./brief-results.ts";
import type { ExitCode } from "./main.ts";
import { writeMarks } from "./marks.ts";
import { readRunRecord, recordedLanguage, submissionsOf, type RunRecord } from "./run-record.ts";
import { knownOfStudents } from "./known-of-students.ts";
import { requireStore } from "./require-store.ts";
import { writeAudit } from "./write-audit.ts";
import { writeClassFiles } from "./write-class-files.ts";
import { writeStudentFiles } from "./write-student-files.ts";
import { writeWhole } from "./write-whole.ts";

export interface RegradeOptions {
  readonly from?: string;
  readonly apply?: boolean;
  readonly drop?: boolean;
  readonly jobs?: number;
  readonly json?: boolean;
}

export async function regrade(out: string, options: RegradeOptions): Promise<ExitCode> {
  requireStore(out, "regrade");
  if (options.apply && options.drop)
    throw new UsageError("regrade: --apply and --drop exclude each other. Say which of the two.");
  const store = new Store(out, { who: userName() });
  try {
    if (options.drop) return await drop(store, out);
    const record = await readRunRecord(out, "regrade");
    const submissions = options.from ?? record.submissions;
    if (options.apply) return await apply(store, out, submissions);
    return await propose(store, out, { ...record, submissions }, options);
  } finally {
    store.close();
  }
}

async function propose(store: Store, out: string, record: RunRecord, options: RegradeOptions): Promise<ExitCode> {
  const submissions = (await submissionsOf(out, record)).filter(({ id }) => store.result(id) !== undefined);
  startStripping();
  const [course, isolation] = await Promise.all([loadCourse(record.exercises), proveIsolation()]);
  const first = submissions.length > 0 ? store.result(submissions[0]!.id) : undefined;
  if (!first)
    throw new UsageError(`regrade: ${out} holds no result of a submission in ${record.submissions}. Grade them first.`);
  const settings = {
    // As they were graded, so that what differs differs by the specs.
    seed: first.seed,
    limits: first.limits,
    isolation,
    engine: course.exercises.some(({ spec }) => spec.device) ? await forcedEngine() : undefined,
    jobs: options.jobs ?? availableParallelism(),
    earlier: ({ id }: { id: string }) => store.result(id, "proposed") ?? store.result(id),
  };
  const { stopped } = await gradeBatch(submissions, course, settings, async ({ result, kept, seconds }) => {
    if (!kept) store.propose(result, seconds);
  });
  if (stopped) {
    console.error("Stopped. Run the same command again to go on; nothing counts before it is applied.");
    return 2;
  }
  const view = viewOf(
    store,
    submissions.map(({ id }) => id),
  );
  const page = await writePages(store, out, view);
  if (options.json) console.log(JSON.stringify(view.changes, undefined, 2));
  else console.log(`\n${regradeTable(view)}\n\n${next(out, page)}`);
  return 0;
}

/** What is proposed for these submissions beside what counts. */
function viewOf(store: Store, ids: readonly string[]): RegradeView {
  return {
    changes: ids.flatMap((id) => changeOf(store, id) ?? []),
    submissions: ids.length,
    byHand: new Set(store.marks().map(({ submission }) => submission)),
  };
}

/** The same view once more when it was decided on: by whom and when stands in the trail. */
function decided(store: Store, view: RegradeView, what: Decision["what"]): RegradeView {
  const { who, at } = store.trail().findLast((event) => event.what === what)!;
  return { ...view, decision: { what, who, at } };
}

/** @returns the page of the regrade. */
async function writePages(store: Store, out: string, view: RegradeView): Promise<string> {
  const page = join(out, "regrade.html");
  await writeWhole(page, regradePage(view, { language: await recordedLanguage(out), folder: "reports/" }));
  await writeAudit(out, store);
  return page;
}

function idsOf(results: Iterable<Result>): string[] {
  return Array.from(results, ({ submission }) => submission.id);
}

function changeOf(store: Store, id: string): SubmissionChange | undefined {
  const [before, after] = [store.result(id), store.result(id, "proposed")];
  return before && after && changeBetween(before, after);
}

function next(out: string, page: string): string {
  const folder = JSON.stringify(out);
  return `Nothing counts yet. Look at ${page}, then \`gradecheck regrade ${folder} --apply\` or \`gradecheck regrade ${folder} --drop\`.`;
}

async function apply(store: Store, out: string, submissions: string): Promise<ExitCode> {
  const changed = idsOf(store.results("proposed"));
  if (changed.length === 0)
    throw new UsageError(
      `regrade: nothing is proposed. \`gradecheck regrade ${JSON.stringify(out)}\` grades again and shows what would change.`,
    );
  const view = viewOf(store, idsOf(store.results()));
  store.applyProposals();
  const marks = await writeMarks(out, store, submissions);
  const known = await knownOfStudents(out, store, { from: submissions, marks });
  for (const id of changed) {
    const result = store.result(id)!;
    await writeStudentFiles(out, result, known(result));
  }
  const results = briefResults(store);
  const { title } = await readAssignment(submissions);
  await writeClassFiles(out, results, { title, marks });
  await writePages(store, out, decided(store, view, "applied"));
  console.log(
    `${counted(changed.length, "result")} changed; ${join(out, "index.html")} and the pages of the students are written again.`,
  );
  return 0;
}

async function drop(store: Store, out: string): Promise<ExitCode> {
  const view = viewOf(store, idsOf(store.results()));
  const dropped = store.dropProposals();
  // Where nothing was proposed, the page of the last regrade stays.
  if (dropped > 0) await writePages(store, out, decided(store, view, "dropped"));
  console.log(`Dropped: what ${counted(dropped, "submission")} would have had. The grades are as they were.`);
  return 0;
}
