/** `gradecheck mark`: points that a person gives, with who and why. */
import { type MarkEntry, Store } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import { printable } from "#reports/plain.ts";
import type { ExitCode } from "./main.ts";
import { requireStore } from "./require-store.ts";

export interface MarkOptions {
  readonly exercise?: string;
  readonly item?: string;
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
    store.mark(entry);
    console.log(printable(`Noted: ${store.events(submission).at(-1)!.detail}`));
    return 0;
  } finally {
    store.close();
  }
}

function placeOf(graded: readonly string[], { exercise, item }: MarkOptions): Pick<MarkEntry, "exercise" | "item"> {
  if (exercise !== undefined && item !== undefined)
    throw new UsageError("mark: --exercise and --item exclude each other. Say which of the two the points are for.");
  if (item !== undefined) return { item };
  if (exercise === undefined) return {};
  const id = graded.find((one) => one === exercise || one.endsWith(`/${exercise}`));
  if (id === undefined)
    throw new UsageError(
      `mark: ${JSON.stringify(exercise)} was not graded here, expected one of ${graded.join(", ")}.`,
    );
  return { exercise: id };
}
