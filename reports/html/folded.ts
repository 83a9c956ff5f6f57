/** Runs of a trail that are one deed to its reader: a class that was graded is one line, which opens to a line for each submission. */
import type { TrailEntry } from "#graders/result/trail.ts";

const foldable = ["graded", "regraded", "applied"] as const;
const enough = 4;
const pauseMinutes = 10;

type Kind = (typeof foldable)[number];
export type Foldable = Extract<TrailEntry, { what: Kind }>;
export type Deed = { readonly one: TrailEntry } | { readonly many: readonly Foldable[] };

/** Neighbours of one kind by one person, with no longer pause between them and no midnight, are one deed; of a few each stays its own. */
export function folded(entries: readonly TrailEntry[]): Deed[] {
  const runs: TrailEntry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run && goesWith(run.at(-1)!, entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run): Deed[] =>
    run.length >= enough && run.every(isFoldable) ? [{ many: run }] : run.map((one) => ({ one })),
  );
}

function isFoldable(entry: TrailEntry): entry is Foldable {
  return foldable.some((kind) => kind === entry.what);
}

function goesWith(one: TrailEntry, other: TrailEntry): boolean {
  const minutes = Math.abs(Date.parse(one.at) - Date.parse(other.at)) / 60_000;
  const sameDay = one.at.slice(0, 10) === other.at.slice(0, 10);
  return one.what === other.what && one.who === other.who && sameDay && minutes <= pauseMinutes;
}
