/** `gradecheck mark`: points that a person gives, with who and why. */
import { faultUnder } from "#graders/policy/manual.ts";
import { policyBeside } from "#graders/policy/read-policy.ts";
import { type MarkEntry, Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { printable } from "#reports/plain.ts";
import type { ExitCode } from "./main.ts";
import { requireStore } from "./require-store.ts";
import { readRunRecord } from "./run-record.ts";
import { writeAudit } from "./write-audit.ts";

export interface MarkOptions {
  readonly exercise?: string;
  readonly item?: string;
  readonly criterion?: string;
  readonly add?: boolean;
  readonly comment: string;
  readonly by?: string;
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
    await refuseUnderPolicy(out, entry);
    store.mark(entry);
    await writeAudit(out, store);
    console.log(printable(`Noted: ${store.events(submission).at(-1)!.detail}`));
    // All at once when the marking is done: a class takes seconds.
    console.log(
      `When all are marked: gradecheck report ${out} writes the pages again, gradecheck marks ${out} the marks.`,
    );
    return 0;
  } finally {
    store.close();
  }
}

/** Where the class has a policy, an item must be one of it. */
async function refuseUnderPolicy(out: string, entry: MarkEntry): Promise<void> {
  const policy = await policyBeside((await readRunRecord(out, "mark")).submissions);
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
