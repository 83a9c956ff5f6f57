/**
 * Gathers what the pages of a class show: results, and what intake, policy, store and comparison of code have to say
 * beside them.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { classMarksOf, type ClassMarks } from "#graders/batch/class-marks.ts";
import { readAssignment } from "#graders/batch/submissions.ts";
import { isCode } from "#graders/intake/entries.ts";
import type { Person } from "#graders/intake/people.ts";
import type { Unmatched } from "#graders/intake/unmatched.ts";
import type { AttemptGrade, DueDate, PolicyMoment } from "#graders/policy/grade.ts";
import type { BriefResult } from "#graders/result/brief.ts";
import { readSimilarity } from "#graders/similarity/read-similarity.ts";
import { Store, storeFile } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { UsageError } from "#graders/usage-error.ts";
import type * as shown from "#reports/class-facts.ts";
import { readRunRecord } from "./run-record.ts";

/** Of specs/schema/intake.schema.json, what is shown. */
interface IntakeRecord {
  readonly roster?: { readonly people: readonly Person[] };
  readonly submissions: readonly {
    readonly id: string;
    readonly person?: string;
    readonly group?: readonly string[];
    readonly attempt?: number;
    readonly submittedAt?: string;
    readonly late?: boolean;
  }[];
  readonly unmatched: Unmatched;
}

export interface ClassOptions {
  readonly title?: string | undefined;
  /** What the policy made of the class just now. */
  readonly marks?: ClassMarks | undefined;
}

/** @param out - the folder of results; each of its files may be missing. */
export async function classFacts(
  out: string,
  results: readonly BriefResult[],
  { title, marks }: ClassOptions,
): Promise<shown.ClassFacts> {
  const intake = await readJson<IntakeRecord>(join(out, "intake.json"));
  const similarity = await readSimilarity(out);
  const [first] = marks ?? [];
  return {
    results,
    hasAudit: existsSync(storeFile(out)),
    handedIn: handedIn(intake, marks, secondsIn(out)),
    missing: missing(intake, marks),
    unmatched: intake ? unmatchedOf(intake.unmatched) : [],
    ...(title === undefined ? {} : { title }),
    ...(first ? { maximum: first.grade.maximum } : {}),
    ...(similarity ? { similarity } : {}),
  };
}

/** Title and marks of a class that was graded before, as far as they are still where they were. */
export async function recordedClass(out: string): Promise<ClassOptions> {
  if (!existsSync(join(out, "run.json"))) return {};
  const { submissions } = await readRunRecord(out, "report");
  const { title } = await readAssignment(submissions);
  const intake = await readJson<IntakeRecord>(join(out, "intake.json"));
  if (!intake || !existsSync(storeFile(out))) return { title };
  const store = new Store(out, { who: userName() });
  try {
    return { title, marks: await classMarksOf(submissions, intake, store) };
  } finally {
    store.close();
  }
}

function handedIn(
  intake: IntakeRecord | undefined,
  marks: ClassMarks = [],
  seconds: ReadonlyMap<string, number>,
): ReadonlyMap<string, shown.HandedIn> {
  const people = peopleOf(intake, marks);
  const attempts = Map.groupBy(
    marks.flatMap(({ grade }) => grade.attempts.map((attempt) => ({ attempt, grade }))),
    ({ attempt }) => attempt.submission,
  );
  const recorded = new Map(intake?.submissions.map((one) => [one.id, one]));
  const ids = new Set([...recorded.keys(), ...seconds.keys()]);
  return new Map(
    [...ids].map((id) => {
      const { person, group, attempt, submittedAt, late } = recorded.get(id) ?? {};
      const own = attempts.get(id) ?? [];
      const known = lateness(
        own.map((one) => one.attempt),
        late ?? false,
      );
      const took = seconds.get(id);
      const owners = group ?? (person === undefined ? [] : [person]);
      return [
        id,
        {
          people: owners.map((owner) => people.get(owner) ?? { id: owner }),
          marks: own.map(({ attempt: { counts }, grade: { state, mark } }) => ({
            state,
            counts,
            ...(mark === undefined ? {} : { mark }),
          })),
          ...(attempt === undefined ? {} : { attempt }),
          ...(submittedAt === undefined ? {} : { submittedAt }),
          ...(known ? { late: known } : {}),
          ...(took === undefined ? {} : { seconds: took }),
        },
      ];
    }),
  );
}

/** What the policy says comes before what the platform says, since it knows of extensions. Of a group, the latest. */
function lateness(attempts: readonly AttemptGrade[], flagged: boolean): shown.LateFacts | undefined {
  if (attempts.length === 0) return flagged ? { factor: 1 } : undefined;
  const late = attempts
    .map((attempt) => attempt.lateness)
    .filter(({ state, factor }) => state === "late" || state === "closed" || (state === "unknown" && factor < 1))
    .toSorted((a, b) => a.factor - b.factor);
  return late[0] && { facts: late[0].facts, factor: late[0].factor };
}

/** By id, with their extensions where the policy grants any. */
function peopleOf(intake: IntakeRecord | undefined, marks: ClassMarks): ReadonlyMap<string, shown.PersonFacts> {
  const extended = new Map(
    marks.flatMap(({ person, grade }) => (person && grade.due?.extension ? [[person.id, untilOf(grade.due)]] : [])),
  );
  const known = intake?.roster?.people ?? marks.flatMap(({ person }) => person ?? []);
  return new Map(
    known.map(({ id, name, section }) => [
      id,
      {
        id,
        ...(name === undefined ? {} : { name }),
        ...(section === undefined ? {} : { section }),
        ...(extended.has(id) ? { extension: extended.get(id)! } : {}),
      },
    ]),
  );
}

function untilOf({ inWords, zone, at }: DueDate): PolicyMoment {
  return { inWords, zone, at };
}

function missing(intake: IntakeRecord | undefined, marks: ClassMarks = []): shown.PersonFacts[] {
  const people = peopleOf(intake, marks);
  return (intake?.unmatched.peopleWithoutSubmission ?? []).map((id) => people.get(id) ?? { id });
}

function unmatchedOf(record: Unmatched): shown.Unmatched[] {
  const list = (items: readonly string[]): string => items.join(", ");
  return [
    ...record.submissionsWithoutPerson.map((what) => ({ kind: "submissionsWithoutPerson" as const, what, why: "" })),
    ...record.severalPeople.map(({ submission, people }) => ({
      kind: "severalPeople" as const,
      what: submission,
      why: list(people),
    })),
    ...record.severalSubmissions.map(({ person, submissions }) => ({
      kind: "severalSubmissions" as const,
      what: person,
      why: list(submissions),
    })),
    ...record.ambiguousFiles.map(({ submission, exercise, files }) => ({
      kind: "ambiguousFiles" as const,
      what: submission,
      why: `${exercise}: ${list(files)}`,
    })),
    // Helpers are code too; they are worth a line only where an exercise is missing, which may be one of them.
    ...record.filesOfNoExercise
      .filter(({ missing, files }) => missing.length > 0 && files.some(isCode))
      .map(({ submission, files }) => ({ kind: "filesOfNoExercise" as const, what: submission, why: list(files) })),
    ...record.filesOfNobody.map(({ path, why }) => ({ kind: "filesOfNobody" as const, what: path, why })),
    ...record.unread.map(({ path, why }) => ({ kind: "unread" as const, what: path, why })),
    ...record.repositories.map(({ submission, why }) => ({ kind: "repositories" as const, what: submission, why })),
    ...record.lines.map(({ file, line, why }) => ({ kind: "lines" as const, what: `${file}:${line}`, why })),
  ];
}

function secondsIn(out: string): ReadonlyMap<string, number> {
  if (!existsSync(storeFile(out))) return new Map();
  const store = new Store(out, { who: userName() });
  try {
    return store.seconds();
  } finally {
    store.close();
  }
}

async function readJson<Document>(file: string): Promise<Document | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(await readFile(file, "utf8")) as Document;
  } catch (error) {
    throw new UsageError(`report: ${file} can't be read: ${(error as Error).message}. Grade the class again.`);
  }
}
