/** What the intake could not bring together, by kind. */
import type { ClassFacts, UnmatchedKind } from "../../class-facts.ts";
import type { Language } from "../../texts/language.ts";

/** A student can hand in a thousand files; all of them are in intake.json. */
const shownOfKind = 50;

export function unmatchedView({ unmatched = [] }: ClassFacts, { texts }: Language) {
  const words = texts.classPage.unmatched;
  return [...Map.groupBy(unmatched, ({ kind }) => kind)].map(([kind, items]: [UnmatchedKind, typeof unmatched]) => ({
    title: words.kinds[kind],
    items: items.slice(0, shownOfKind),
    more: items.length > shownOfKind ? words.more(items.length - shownOfKind) : "",
  }));
}
