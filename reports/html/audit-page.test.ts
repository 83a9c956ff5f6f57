import { expect, test } from "vitest";
import type { TrailEntry } from "#graders/result/trail.ts";
import { languageOf } from "../texts/language.ts";
import { auditPage, auditView } from "./audit-page.ts";

const [en, de] = [languageOf("en"), languageOf("de")];
const ada = { who: "kim", submission: "ada" };

const trail: readonly TrailEntry[] = [
  { ...ada, at: "2026-11-27T23:59:00Z", what: "graded", after: 3, maxPoints: 10 },
  { ...ada, at: "2026-11-28T09:05:00Z", what: "graded", before: 3, after: 2.5, maxPoints: 10 },
  { ...ada, at: "2026-11-28T10:00:00Z", what: "regraded", after: 7, maxPoints: 10 },
  { who: "kim", at: "2026-11-28T10:01:00Z", what: "dropped", submissions: 1 },
  {
    ...ada,
    at: "2026-11-28T11:00:00Z",
    what: "marked",
    place: ["02-activations/relu"],
    mode: "set",
    points: 1,
    instead: { mode: "add", points: -2 },
    comment: "</blockquote><img src=x onerror=alert(1)>\n\u001b[31mred",
  },
];

test("each change is told with its time in UTC, the latest first, under its day", () => {
  const { days } = auditView(trail, en);
  const told = days.map(({ day, deeds }) => [day, ...deeds.map(({ time, name }) => `${time} ${name}`)]);
  expect(told).toEqual([
    ["28 November 2026", "11:00 Points by hand", "10:01 Regrade dropped", "10:00 Regrade proposed", "09:05 Graded"],
    ["27 November 2026", "23:59 Graded"],
  ]);
});

test("changes of one day are told without a span of days", () => {
  const summaries = (entries: readonly TrailEntry[]) =>
    [en, de].map((language) => auditView(entries, language).summary);
  expect(summaries(trail.slice(1, 3))).toEqual([
    "2 changes on 28 November 2026. The latest come first; all times are UTC.",
    "2 Änderungen am 28. November 2026. Die neuesten stehen oben; alle Zeiten in UTC.",
  ]);
  expect(summaries(trail)).toEqual([
    "5 changes from 27 November 2026 to 28 November 2026. The latest come first; all times are UTC.",
    "5 Änderungen vom 27. November 2026 bis zum 28. November 2026. Die neuesten stehen oben; alle Zeiten in UTC.",
  ]);
});

test("points are told from what to what, as the language writes them", () => {
  const texts = (language: typeof en) =>
    auditView(trail, language).days.flatMap(({ deeds }) => deeds.map((deed) => ("text" in deed ? deed.text : "")));
  expect(texts(en)).toEqual([
    "set to 1 point (instead of: −2 points)",
    "Dropped: what 1 submission would have had. The grades stayed as they were.",
    "would have 7 of 10 points",
    "3 → 2.5 of 10 points (−0.5)",
    "3 of 10 points",
  ]);
  expect(texts(de)).toEqual([
    "auf 1 Punkt gesetzt (statt: −2 Punkte)",
    "Verworfen: was 1 Abgabe bekommen hätte. Die Noten blieben, wie sie waren.",
    "hätte 7 von 10 Punkten",
    "3 → 2,5 von 10 Punkten (−0,5)",
    "3 von 10 Punkten",
  ]);
});

test("a class is one line that opens, with how many gained and lost", () => {
  const entries = [5, 7, 4, 4].map((after, index): TrailEntry => ({
    at: `2026-11-28T09:0${index}:00Z`,
    who: "kim",
    submission: `student-${index}`,
    what: "applied",
    before: 5,
    after,
    maxPoints: 10,
  }));
  const [deed] = auditView(entries, en).days[0]!.deeds;
  expect(deed).toMatchObject({
    time: "09:00–09:03",
    many: { summary: "4 submissions changed", changes: "1 gained points, 2 lost some and 1 kept theirs" },
  });
  expect(deed!.many!.rows.map(({ submission }) => submission)).toEqual([0, 1, 2, 3].map((n) => `student-${n}`));
});

test("a comment is text, whatever it holds", () => {
  const page = auditPage(trail, en);
  expect(page).toContain("&lt;/blockquote&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;\nred");
  expect(page).not.toContain("<img");
});

test("of a very long trail the latest are shown, and it says where the others are", () => {
  const long = Array.from({ length: 10_001 }, (_, index): TrailEntry => ({ ...trail[0]!, submission: `s${index}` }));
  const { cut, days } = auditView(long, en);
  expect(cut).toBe("Shown are the latest 10,000. The others are in store.sqlite, in its table “event”.");
  expect(days[0]!.deeds[0]!.many!.rows[0]!.submission).toBe("s1");
  expect(auditView([], en)).toMatchObject({ summary: "Nothing has happened yet.", days: [], cut: "" });
});
