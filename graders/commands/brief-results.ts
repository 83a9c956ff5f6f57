import { withoutLessons, type BriefResult, type Met } from "#graders/result/brief.ts";
import type { Store } from "#graders/store/store.ts";

/** What the pages of a class need of each result that counts; read one at a time, since a class may be large. */
export function briefResults(store: Store): BriefResult[] {
  const met: Met = new Map();
  return Array.from(store.results(), (result) => withoutLessons(result, met));
}
