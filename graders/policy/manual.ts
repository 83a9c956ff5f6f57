/**
 * Points that people give, as data.
 *
 * The record is a list to which entries are only ever added. For each place the last entry is in force; those before it
 * stay as its history. To take something back, add another entry. Where the record is kept is no concern of this file.
 */
import { schemaFaults } from "#graders/spec/validate.ts";
import { UsageError } from "#graders/usage-error.ts";
import { maximumOf, type Policy } from "./policy.ts";

export interface ManualEntry {
  /** ISO 8601 with zone. */
  readonly at: string;
  /** Who gave them. */
  readonly by: string;
  /** The submission's id; or the person's, and then whichever attempt counts. */
  readonly submission: string;
  /** An exercise's id. Of the whole where neither exercise nor item is given; its points are then marks. */
  readonly exercise?: string;
  readonly item?: string;
  /** One criterion of the item. */
  readonly criterion?: string;
  readonly points: number;
  /** set: in place of what was there. add: on top of it, or off it when below 0. */
  readonly mode: "set" | "add";
  readonly comment: string;
  /** Of how many points: where an exercise was not graded, so that its maximum is not known. */
  readonly maximum?: number;
}

export type Place = Pick<ManualEntry, "submission" | "exercise" | "item" | "criterion">;

/** The last entry of each place, in the order in which they were written. */
export function inForce(entries: readonly ManualEntry[]): ManualEntry[] {
  const last = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return entries.filter((entry) => last.get(keyOf(entry)) === entry);
}

/** All entries of a place, the oldest first. */
export function historyOf(entries: readonly ManualEntry[], place: Place): ManualEntry[] {
  return entries.filter((entry) => keyOf(entry) === keyOf(place));
}

function keyOf({ submission, exercise, item, criterion }: Place): string {
  return JSON.stringify([submission, exercise ?? null, item ?? null, criterion ?? null]);
}

let faultsOfSchema: ReturnType<typeof schemaFaults> | undefined;

/** @throws UsageError - when it is no entry, or does not suit the policy; names `where`, path, value, rule and remedy. */
export function readManualEntry(json: unknown, where: string, policy?: Policy): ManualEntry {
  faultsOfSchema ??= schemaFaults("manual");
  const faults = faultsOfSchema(where, json);
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  const entry = json as ManualEntry;
  const fault = ownFault(entry) ?? (policy && faultUnder(policy, entry));
  if (fault !== undefined) throw new UsageError(`${where}: ${fault}`);
  return entry;
}

function ownFault({ exercise, item, points, mode }: ManualEntry): string | undefined {
  if (exercise !== undefined && item !== undefined)
    return `the entry names the exercise ${JSON.stringify(exercise)} and the item ${JSON.stringify(item)}, expected one place. Write two entries.`;
  if (mode === "set" && points < 0)
    return `/points is ${points}, expected at least 0 where mode is "set". To take points off, use "add".`;
  return undefined;
}

/** Why an entry has no place under a policy, in a sentence; exercises are not asked after. */
export function faultUnder({ items = [] }: Policy, entry: ManualEntry): string | undefined {
  const { item: id, criterion: criterionId, points, mode } = entry;
  if (id === undefined) return undefined;
  const item = items.find((each) => each.id === id);
  if (!item)
    return `/item is ${JSON.stringify(id)}, expected ${oneOf(items)}. Add it to policy.json, or correct the name.`;
  const criterion = item.criteria?.find((each) => each.id === criterionId);
  if (criterionId !== undefined && !criterion)
    return `/criterion is ${JSON.stringify(criterionId)}, expected ${oneOf(item.criteria ?? [])} of the item ${JSON.stringify(id)}. Correct the name, or leave it out.`;
  const maximum = criterion?.points ?? maximumOf(item);
  if (mode === "set" && points > maximum)
    return `/points is ${points}, expected at most ${maximum}. Give fewer, or change the maximum in policy.json.`;
  return undefined;
}

function oneOf(places: readonly { readonly id: string }[]): string {
  return places.length === 0
    ? "none, as there are none"
    : `one of ${places.map(({ id }) => JSON.stringify(id)).join(", ")}`;
}

/** What of a record belongs to nothing, each entry with the reason: nobody's points are lost without a word. */
export function strayEntries(
  entries: readonly ManualEntry[],
  policy: Policy,
  known: { readonly submissions: readonly string[]; readonly exercises: readonly string[] },
): { readonly entry: ManualEntry; readonly why: string }[] {
  const submissions = new Set(known.submissions);
  const exercises = new Set(known.exercises);
  return inForce(entries).flatMap((entry) => {
    const why = !submissions.has(entry.submission)
      ? `/submission is ${JSON.stringify(entry.submission)}, which nobody handed in.`
      : entry.exercise !== undefined && !exercises.has(entry.exercise)
        ? `/exercise is ${JSON.stringify(entry.exercise)}, which is not graded here.`
        : faultUnder(policy, entry);
    return why === undefined ? [] : [{ entry, why }];
  });
}
