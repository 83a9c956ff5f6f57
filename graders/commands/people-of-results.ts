/**
 * Whose work each result is.
 *
 * `grade` wrote beside the results who handed what in, and the roster that it was given; another roster may be given now.
 * Without any, people are as the download named them, and where it named nobody, a submission's name stands for a person's id.
 */
import { existsSync, lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { personOf, type Identity, type Person } from "#graders/intake/people.ts";
import { matchPerson } from "#graders/intake/roster/match.ts";
import { readRoster, type Roster } from "#graders/intake/roster/roster.ts";
import type { Result } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import type { Graded } from "#reports/exports/index.ts";

/** Of specs/schema/intake.schema.json, what is read here. */
interface IntakeRecord {
  readonly roster?: { readonly people: readonly Person[] };
  readonly submissions: readonly { readonly id: string; readonly submittedBy: readonly Identity[] }[];
}

interface GradedClass {
  /** One for each person, so that all of a group are in it. */
  readonly graded: readonly Graded[];
  /** A sentence for everything that the roster leaves open. */
  readonly notes: readonly string[];
}

/** @param path - the folder that `grade` wrote, or one of its results. */
export async function peopleOf(
  results: readonly Result[],
  path: string,
  rosterFile: string | undefined,
): Promise<GradedClass> {
  const record = await readRecord(path);
  const roster: Partial<Roster> = rosterFile === undefined ? { ...record.roster } : await readRoster(rosterFile);
  const notes = (roster.unread ?? []).map(({ line, why }) => `Line ${line} of the roster: ${why}`);
  const identities = new Map(record.submissions.map(({ id, submittedBy }) => [id, submittedBy]));
  const graded = results.flatMap((result): Graded[] => {
    const { id } = result.submission;
    const who = identities.get(id) ?? [{ any: id }];
    const people = roster.people ? onRoster(who, roster.people, id, notes) : asNamed(who, id);
    return people.length > 0 ? people.map((person) => ({ result, person })) : [{ result }];
  });
  return { graded, notes };
}

function onRoster(who: readonly Identity[], people: readonly Person[], id: string, notes: string[]): Person[] {
  return who.flatMap((identity) => {
    const { person, several } = matchPerson(identity, people);
    if (several)
      notes.push(
        `${JSON.stringify(id)} could be ${several.map((each) => JSON.stringify(each.id)).join(" or ")} of the roster, so it is nobody's.`,
      );
    else if (!person && who.length > 1)
      notes.push(`Of the group ${JSON.stringify(id)}, ${JSON.stringify(calling(identity))} is not on the roster.`);
    return person ? [person] : [];
  });
}

function asNamed(who: readonly Identity[], id: string): Person[] {
  const people = who.flatMap((identity) => personOf(identity) ?? []);
  return people.length > 0 ? people : [{ id }];
}

function calling({ name, any, ...known }: Identity): string {
  return name ?? personOf(known)?.id ?? any ?? "somebody";
}

async function readRecord(path: string): Promise<IntakeRecord> {
  const out = lstatSync(path).isDirectory() ? path : join(dirname(path), "..");
  const file = join(out, "intake.json");
  if (!existsSync(file)) return { submissions: [] };
  try {
    return JSON.parse(await readFile(file, "utf8")) as IntakeRecord;
  } catch (error) {
    throw new UsageError(`report: ${file} can't be read: ${(error as Error).message}. Grade the class again.`);
  }
}
