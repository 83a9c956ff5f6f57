/** The page of the audit trail: who changed which grade when, from what to what, and why. The latest first, day by day. */
import type { TrailEntry } from "#graders/result/trail.ts";
import { plain } from "../plain.ts";
import type { Language } from "../texts/language.ts";
import { folded, type Deed, type Foldable } from "./folded.ts";
import { dayOf, timeOf } from "./moment.ts";
import { signedPoints } from "./signed-points.ts";
import { render } from "./templates.ts";

/** A page of so many entries is still opened at once; the store keeps the others. */
const most = 10_000;

const kinds = ["graded", "regraded", "applied", "dropped", "marked", "other"] as const;

/** @param trail - the oldest first. */
export function auditPage(trail: readonly TrailEntry[], language: Language): string {
  return render("audit", auditView(plain(trail), language));
}

/** All that the template prints. */
export function auditView(trail: readonly TrailEntry[], language: Language) {
  const words = language.texts.audit;
  const shown = trail.slice(-most).toReversed();
  const days = [...Map.groupBy(folded(shown), (deed) => dayOf(language, latestOf(deed).at))];
  return {
    lang: language.tag,
    words,
    summary:
      trail.length === 0
        ? words.none
        : words.summary(trail.length, dayOf(language, trail[0]!.at), dayOf(language, trail.at(-1)!.at)),
    cut: shown.length < trail.length ? words.cut(shown.length) : "",
    kinds: kinds
      .map((kind) => ({ kind, name: words.kinds[kind], count: shown.filter(({ what }) => what === kind).length }))
      .filter(({ count }) => count > 0)
      .map((one) => ({ ...one, count: language.number(one.count) })),
    days: days.map(([day, deeds], index) => ({
      id: `day-${index + 1}`,
      day,
      kinds: [...new Set(deeds.map((deed) => latestOf(deed).what))],
      deeds: deeds.map((deed) => deedView(deed, language)),
    })),
  };
}

function latestOf(deed: Deed): TrailEntry {
  return "one" in deed ? deed.one : deed.many[0]!;
}

function deedView(deed: Deed, language: Language) {
  const { at, who, what } = latestOf(deed);
  const head = { at, time: timeOf(language, at), who, kind: what, name: language.texts.audit.kinds[what] };
  return "one" in deed
    ? { ...head, ...entryView(deed.one, language), many: null }
    : { ...head, ...runView(deed.many, language) };
}

/** One change: of what, from what to what, and what was said of it. */
function entryView(entry: TrailEntry, language: Language) {
  const words = language.texts.audit;
  const submission = entry.submission ?? "";
  if (entry.what === "dropped") return { submission, text: words.dropped(entry.submissions), place: "", comment: "" };
  if (entry.what === "other") return { submission, text: entry.detail, place: "", comment: "" };
  if (entry.what !== "marked") return { submission, text: pointsText(entry, language), place: "", comment: "" };
  const { place, instead, comment } = entry;
  const given = givenText(entry, language);
  return {
    submission,
    place: place.length === 0 ? words.whole : place.join(", "),
    text: instead ? `${given} (${words.instead(givenText(instead, language))})` : given,
    comment,
  };
}

function runView(run: readonly Foldable[], language: Language) {
  const words = language.texts.audit;
  const [last, first] = [run[0]!, run.at(-1)!];
  const times = [timeOf(language, first.at), timeOf(language, last.at)];
  return {
    time: times[0] === times[1] ? times[0]! : times.join("–"),
    many: {
      summary: words.folded[last.what](language.texts.common.submissions(run.length)),
      changes: changesOf(run, language),
      rows: run
        .map((entry) => ({ submission: entry.submission ?? "", text: pointsText(entry, language) }))
        .toReversed(),
    },
  };
}

/** How many gained and lost, where it is known what was there before. */
function changesOf(run: readonly Foldable[], language: Language): string {
  const words = language.texts.audit;
  const differences = run.flatMap((entry) =>
    "before" in entry && entry.before !== undefined ? [entry.after - entry.before] : [],
  );
  if (differences.length === 0) return "";
  const count = (sign: number): number => differences.filter((difference) => Math.sign(difference) === sign).length;
  return language.list([words.gained(count(1)), words.lost(count(-1)), words.same(count(0))]);
}

function pointsText(entry: Foldable, language: Language): string {
  const words = language.texts.audit;
  const now = language.texts.common.pointsOf(entry.after, entry.maxPoints);
  if (entry.what === "regraded") return words.proposed(now);
  if (entry.before === undefined) return now;
  return `${words.change(language.number(entry.before), now)} (${signedPoints(language, entry.after - entry.before)})`;
}

function givenText(
  { mode, points }: { readonly mode: "set" | "add"; readonly points: number },
  language: Language,
): string {
  const words = language.texts.audit;
  return mode === "set" ? words.setTo(points) : words.added(signedPoints(language, points));
}
