/** Words of the page of the audit trail: who changed what, when and why. */
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("en");

export const audit = {
  title: "Audit trail",
  skip: "Skip to the changes",
  none: "Nothing has happened yet.",
  summary: (changes: number, from: string, to: string): string =>
    `${counted(changes, "change", "changes")} ${from === to ? `on ${from}` : `from ${from} to ${to}`}. The latest come first; all times are UTC.`,
  cut: (shown: number): string =>
    `Shown are the latest ${number(shown)}. The others are in store.sqlite, in its table “event”.`,
  show: "Show",
  all: "All",
  search: "Find a submission, a person or a comment",
  foundOne: "1 entry is shown",
  /** The number goes in for #. */
  foundMany: "# entries are shown",
  kinds: {
    graded: "Graded",
    regraded: "Regrade proposed",
    applied: "Regrade applied",
    dropped: "Regrade dropped",
    marked: "Points by hand",
    other: "Other",
  },
  by: "by",
  whole: "The whole",
  /** `now` is said with its maximum: `7 of 10 points`. */
  change: (before: string, now: string): string => `${before} → ${now}`,
  proposed: (points: string): string => `would have ${points}`,
  dropped: (submissions: number): string =>
    `Dropped: what ${counted(submissions, "submission", "submissions")} would have had. The grades stayed as they were.`,
  setTo: (points: number): string => `set to ${counted(points, "point", "points")}`,
  added: (points: string): string => `${points} points`,
  instead: (what: string): string => `instead of: ${what}`,
  folded: {
    graded: (submissions: string): string => `${submissions} graded`,
    regraded: (submissions: string): string => `${submissions} graded again, as a proposal`,
    applied: (submissions: string): string => `${submissions} changed`,
  },
  gained: (count: number): string => `${number(count)} gained points`,
  lost: (count: number): string => `${number(count)} lost some`,
  same: (count: number): string => `${number(count)} kept theirs`,
  submission: "Submission",
  points: "Points",
};
