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
import { withoutLessons } from "#graders/result/brief.ts";
import type { Result } from "#graders/result/result.ts";
import { Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { regradePage, regradeTable } from "#reports/index.ts";
import { counted } from "#reports/words.ts";
import type { ExitCode } from "./main.ts";
import { writeMarks } from "./marks.ts";
import { readRunRecord, submissionsOf, type RunRecord } from "./run-record.ts";
import { recordedAudiences } from "./recorded-audience.ts";
import { requireStore } from "./require-store.ts";
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
    if (options.drop) return drop(store);
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
  const { stopped } = await gradeBatch(submissions, course, settings, async ({ result, kept }) => {
    if (!kept) store.propose(result);
  });
  if (stopped) {
    console.error("Stopped. Run the same command again to go on; nothing counts before it is applied.");
    return 2;
  }
  const changes = submissions.flatMap(({ id }) => changeOf(store, id) ?? []);
  const byHand = new Set(store.marks().map(({ submission }) => submission));
  const view = { changes, submissions: submissions.length, byHand };
  const page = join(out, "regrade.html");
  await writeWhole(page, regradePage(view));
  if (options.json) console.log(JSON.stringify(changes, undefined, 2));
  else console.log(`\n${regradeTable(view)}\n\n${next(out, page)}`);
  return 0;
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
  const changed = [...store.results("proposed")].map(({ submission }) => submission.id);
  if (changed.length === 0)
    throw new UsageError(
      `regrade: nothing is proposed. \`gradecheck regrade ${JSON.stringify(out)}\` grades again and shows what would change.`,
    );
  store.applyProposals();
  const audienceOf = await recordedAudiences(out, submissions);
  for (const id of changed) await writeStudentFiles(out, store.result(id)!, audienceOf(id));
  const results: Result[] = [];
  for (const result of store.results()) results.push(withoutLessons(result));
  const { title } = await readAssignment(submissions);
  await writeClassFiles(out, results, title);
  await writeMarks(out, store, submissions);
  console.log(
    `${counted(changed.length, "result")} changed; ${join(out, "index.html")} and the pages of the students are written again.`,
  );
  return 0;
}

function drop(store: Store): ExitCode {
  console.log(
    `Dropped: what ${counted(store.dropProposals(), "submission")} would have had. The grades are as they were.`,
  );
  return 0;
}
