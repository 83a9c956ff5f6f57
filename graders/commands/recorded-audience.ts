/** What each student of a class that was graded may see today. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { audiences } from "#graders/batch/audience.ts";
import type { Person } from "#graders/intake/people.ts";
import type { Audience } from "#reports/index.ts";
import { readRunRecord } from "./run-record.ts";

interface IntakeRecord {
  readonly roster?: { readonly people: readonly Person[] };
  readonly submissions: readonly {
    readonly id: string;
    readonly person?: string;
    readonly group?: readonly string[];
  }[];
}

/** By a submission's id; what is visible always, where nothing was recorded or there is no policy. */
export async function recordedAudiences(out: string, from?: string): Promise<(submission: string) => Audience> {
  const file = join(out, "intake.json");
  if (!existsSync(file) || !(from !== undefined || existsSync(join(out, "run.json")))) return () => "student";
  const seen = await audiences(from ?? (await readRunRecord(out, "report")).submissions, new Date().toISOString());
  const { roster, submissions } = JSON.parse(await readFile(file, "utf8")) as IntakeRecord;
  const people = new Map(roster?.people.map((person) => [person.id, person]));
  const owners = new Map(
    submissions.map(({ id, person, group }) => [
      id,
      (group ?? (person === undefined ? [] : [person])).map((one) => people.get(one) ?? { id: one }),
    ]),
  );
  return (id) => seen(owners.get(id) ?? []);
}
