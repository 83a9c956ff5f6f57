/** `gradecheck mark`: points that a person gives, with who and why. */
import { join } from "node:path";
import { faultUnder } from "#graders/policy/manual.ts";
import { policyBeside } from "#graders/policy/read-policy.ts";
import { happeningInWords } from "#graders/store/happening-in-words.ts";
import { type MarkEntry, Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { printable } from "#reports/plain.ts";
import type { ExitCode } from "./main.ts";
import { requireStore } from "./require-store.ts";
import { readRunRecord } from "./run-record.ts";
import { writeAfterMark, type AfterMark } from "./write-after-mark.ts";
import { writeAudit } from "./write-audit.ts";

export interface MarkOptions {
  readonly exercise?: string;
  readonly item?: string;
  readonly criterion?: string;
  readonly add?: boolean;
  readonly comment: string;
  readonly by?: string;
  /** Write pages and marks again at once. */
  readonly pages: boolean;
}

export async function mark(out: string, submission: string, points: number, options: MarkOptions): Promise<ExitCode> {
  requireStore(out, "mark");
  const store = new Store(out, { who: options.by ?? userName() });
  try {
    const result = store.result(submission);
    if (!result)
      throw new UsageError(`mark: ${out} holds no result of ${JSON.stringify(submission)}. Names count to the letter.`);
    const entry: MarkEntry = {
      submission,
      points,
      mode: options.add ? "add" : "set",
      comment: options.comment,
      ...placeOf(
        result.exercises.map(({ id }) => id),
        options,
      ),
    };
    const { submissions } = await readRunRecord(out, "mark");
    await refuseUnderPolicy(submissions, entry);
    store.mark(entry);
    await writeAudit(out, store);
    console.log(printable(`Noted: ${happeningInWords(store.trail(submission).at(-1)!)}`));
    console.log(
      options.pages
        ? printable(await writtenAgain(out, store, { submission, submissions }))
        : `When all are marked: gradecheck report ${out} writes the pages again, gradecheck marks ${out} the marks.`,
    );
    return 0;
  } finally {
    store.close();
  }
}

async function writtenAgain(out: string, store: Store, mark: AfterMark): Promise<string> {
  return (await writeAfterMark(out, store, mark))
    ? `Written again: ${join(out, "marks.csv")}, the reports of ${JSON.stringify(mark.submission)} and ${join(out, "index.html")}.`
    : `There is no policy.json in ${mark.submissions} that would make a mark of it: docs/policies.md.`;
}

/** Where the class has a policy, an item must be one of it. */
async function refuseUnderPolicy(submissions: string, entry: MarkEntry): Promise<void> {
  const policy = await policyBeside(submissions);
  const fault = policy && faultUnder(policy, { ...entry, at: "", by: "" });
  if (fault !== undefined) throw new UsageError(`mark: ${fault}`);
}

function placeOf(
  graded: readonly string[],
  { exercise, item, criterion }: MarkOptions,
): Pick<MarkEntry, "exercise" | "item" | "criterion"> {
  if (exercise !== undefined && item !== undefined)
    throw new UsageError("mark: --exercise and --item exclude each other. Say which of the two the points are for.");
  if (criterion !== undefined && item === undefined)
    throw new UsageError("mark: --criterion is one of an item. Say with --item of which.");
  if (item !== undefined) return { item, ...(criterion === undefined ? {} : { criterion }) };
  if (exercise === undefined) return {};
  const id = graded.find((one) => one === exercise || one.endsWith(`/${exercise}`));
  if (id === undefined)
    throw new UsageError(
      `mark: ${JSON.stringify(exercise)} was not graded here, expected one of ${graded.join(", ")}.`,
    );
  return { exercise: id };
}
