/**
 * Finds each person's row in a table that a platform exported.
 *
 * Keys are compared from the surest down (the platform's own id, the institution's number, login, and last the name), and
 * the first that stands in the table decides. A key that stands in two rows, or a row that two people claim, decides
 * nothing: a grade in the wrong row is worse than an empty cell.
 */
import { oneLine } from "../plain.ts";
import { counted, listed } from "../words.ts";
import { nameOf } from "./grade.ts";
import type { Graded } from "./person.ts";

/** Keys by sureness, surest first; several of the same sureness are alternatives. */
export type Keys = readonly (readonly (string | undefined)[])[];

export interface Matches {
  /** The row of each submission, as an index into the rows that were given. */
  readonly rows: ReadonlyMap<Graded, number>;
  /** A sentence for each submission without a row, and one for rows without a submission. */
  readonly notes: readonly string[];
}

interface Row {
  readonly keys: Keys;
  /** How to call the row in a sentence. */
  readonly label: string;
}

/** @param keysOf - keys of a person, with as many degrees of sureness as the rows have. */
export function matchRows(
  graded: readonly Graded[],
  rows: readonly Row[],
  keysOf: (person: NonNullable<Graded["person"]>) => Keys,
): Matches {
  const index = indexOf(rows);
  const notes: string[] = [];
  const claims = new Map<number, Graded[]>();
  for (const each of graded) {
    if (!each.person) {
      notes.push(`${nameOf(each.result)} is in no row: the roster names nobody for it.`);
      continue;
    }
    const found = surest(keysOf(each.person), index);
    if (found.length === 1) claims.set(found[0]!, [...(claims.get(found[0]!) ?? []), each]);
    else if (found.length === 0) notes.push(`${nameOf(each.result)} is in no row: the template has none for it.`);
    else notes.push(`${nameOf(each.result)} is in no row: ${found.length} rows of the template could be meant.`);
  }
  const matched = new Map<Graded, number>();
  for (const [row, [first, ...others]] of claims) {
    if (others.length === 0) matched.set(first!, row);
    else
      notes.push(
        `The row of ${rows[row]!.label} is left as it was: ${listed([first!, ...others].map(({ result }) => nameOf(result)))} all claim it.`,
      );
  }
  const free = rows.filter((_row, at) => !claims.has(at));
  if (free.length > 0)
    notes.push(`${counted(free.length, "row")} without a submission, left as before: ${listed(namesOf(free))}.`);
  return { rows: matched, notes };
}

/** The same key whatever its case, its spaces and the way in which its letters are composed. */
export function sameKey(text: string): string {
  return oneLine(text).normalize("NFC").toLowerCase();
}

/** `Ada Lovelace` and `Lovelace, Ada` for either. */
export function nameKeys(name: string | undefined): string[] {
  if (!name) return [];
  const [last, ...first] = name.split(",").map((part) => part.trim());
  return first.length === 1 ? [name, `${first[0]} ${last}`] : [name];
}

function indexOf(rows: readonly Row[]): Map<string, number[]>[] {
  const degrees = Math.max(0, ...rows.map(({ keys }) => keys.length));
  return Array.from({ length: degrees }, (_, degree) => {
    const byKey = new Map<string, number[]>();
    rows.forEach(({ keys }, at) => {
      for (const key of distinct(keys[degree])) byKey.set(key, [...(byKey.get(key) ?? []), at]);
    });
    return byKey;
  });
}

/** The rows that the surest of the keys stands in; none where no key stands anywhere. */
function surest(keys: Keys, index: readonly Map<string, number[]>[]): number[] {
  for (const [degree, byKey] of index.entries()) {
    const found = new Set(distinct(keys[degree]).flatMap((key) => byKey.get(key) ?? []));
    if (found.size > 0) return [...found];
  }
  return [];
}

function distinct(keys: readonly (string | undefined)[] = []): string[] {
  return [...new Set(keys.map((key) => sameKey(key ?? "")).filter((key) => key !== ""))];
}

const shownNames = 8;

function namesOf(rows: readonly Row[]): string[] {
  const left = rows.length - shownNames;
  const shown = rows.slice(0, shownNames).map(({ label }) => label);
  return left > 0 ? [...shown, `${left} more`] : shown;
}
