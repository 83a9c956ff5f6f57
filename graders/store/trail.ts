/**
 * The audit trail as data. The store writes each event as a sentence, so that the file can be read by anyone; here its own sentences are
 * read back. What is said of points by hand comes from their record, which is kept event for event.
 */
import type { ManualEntry } from "#graders/policy/manual.ts";
import type { Happening, TrailEntry, TrailHead } from "#graders/result/trail.ts";
import type { Event, Store } from "./store.ts";

/** The oldest first. */
export function trailOf(store: Pick<Store, "events" | "marks">): TrailEntry[] {
  const marks = store.marks()[Symbol.iterator]();
  const latest = new Map<string, ManualEntry>();
  return store.events().map((event) => {
    const mark = event.what === "marked" ? marks.next().value : undefined;
    return { ...headOf(event), ...(mark ? marked(mark, latest) : said(event)) };
  });
}

function headOf({ at, who, submission }: Event): TrailHead {
  return { at, who, ...(submission === undefined ? {} : { submission }) };
}

function marked(mark: ManualEntry, latest: Map<string, ManualEntry>): Happening {
  const { submission, exercise, item, criterion, mode, points, comment } = mark;
  const place = [exercise, item, criterion].filter((part) => part !== undefined);
  const key = JSON.stringify([submission, place]);
  const former = latest.get(key);
  latest.set(key, mark);
  const instead = former ? { instead: { mode: former.mode, points: former.points } } : {};
  return { what: "marked", place, mode, points, comment, ...instead };
}

/** The sentences of store.ts. */
function said({ what, detail }: Event): Happening {
  const [, graded, ofGraded, earlier] = /^(\S+) of (\S+) points(?:, (\S+) before)?$/.exec(detail) ?? [];
  const [, proposed, ofProposed] = /^would have (\S+) of (\S+) points$/.exec(detail) ?? [];
  const [, from, to, ofApplied] = /^from (\S+) to (\S+) of (\S+) points$/.exec(detail) ?? [];
  const [, dropped] = /^a regrade of (\S+) submissions$/.exec(detail) ?? [];
  if (what === "graded" && graded !== undefined)
    return { what, ...before(earlier), after: Number(graded), maxPoints: Number(ofGraded) };
  if (what === "regraded" && proposed !== undefined)
    return { what, after: Number(proposed), maxPoints: Number(ofProposed) };
  if (what === "applied" && to !== undefined)
    return { what, ...before(from), after: Number(to), maxPoints: Number(ofApplied) };
  if (what === "dropped" && dropped !== undefined) return { what, submissions: Number(dropped) };
  return { what: "other", detail };
}

function before(points: string | undefined): { readonly before?: number } {
  return points === undefined || points === "none" ? {} : { before: Number(points) };
}
