/** The result with which a student's new one is compared: of what the same person handed in before. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Result } from "#graders/result/result.ts";
import { sameFiles } from "#graders/result/same-files.ts";
import type { Store } from "#graders/store/store.ts";

/** Of `intake.json` (specs/schema/intake.schema.json), what tells attempts apart. */
interface Handed {
  readonly id: string;
  readonly person?: string;
  readonly group?: readonly string[];
  readonly attempt?: number;
  readonly submittedAt?: string;
}

/** What was handed in under the same name before; else the attempt before; else the same files under other specs. */
export async function previousResults(out: string, store: Store): Promise<(result: Result) => Result | undefined> {
  const before = await attemptsIn(out);
  return (result) => {
    const { id } = result.submission;
    const former = store.former(id).toReversed();
    const attempt = before.get(id);
    return (
      former.find((one) => !sameFiles(one, result)) ??
      (attempt === undefined ? undefined : store.result(attempt)) ??
      former.find(({ specs }) => specs !== result.specs)
    );
  };
}

/** By a submission's id, that of the same people's attempt before. */
export async function attemptsIn(out: string): Promise<ReadonlyMap<string, string>> {
  return attemptsBefore(await handedIn(out));
}

async function handedIn(out: string): Promise<readonly Handed[]> {
  const file = join(out, "intake.json");
  return existsSync(file)
    ? (JSON.parse(await readFile(file, "utf8")) as { readonly submissions: readonly Handed[] }).submissions
    : [];
}

/** By a submission's id, the id of the one that the same people handed in just before. */
export function attemptsBefore(submissions: readonly Handed[]): Map<string, string> {
  const before = new Map<string, string>();
  const byPeople = Map.groupBy(submissions, ({ person, group }) =>
    JSON.stringify((group ?? (person === undefined ? [] : [person])).toSorted()),
  );
  for (const [people, own] of byPeople) {
    if (people === "[]") continue;
    own.toSorted(inTime).forEach(({ id }, index, all) => index > 0 && before.set(id, all[index - 1]!.id));
  }
  return before;
}

function inTime(a: Handed, b: Handed): number {
  const time = ({ submittedAt }: Handed): number => Date.parse(submittedAt ?? "") || 0;
  return (a.attempt ?? 0) - (b.attempt ?? 0) || time(a) - time(b) || (a.id < b.id ? -1 : 1);
}
