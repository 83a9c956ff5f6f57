/** How late an attempt is, as data and as an English sentence of it. Pages in other languages make theirs of the same data. */
import { counted, percent } from "./words.ts";

export type LatenessFacts =
  | { readonly what: "no due date" }
  | { readonly what: "in time" }
  | { readonly what: "in grace"; readonly after: Span }
  /** After the moment `closed`, nothing counts. */
  | { readonly what: "closed"; readonly after: Span; readonly closed: string }
  | { readonly what: "late"; readonly after: Span; readonly penalty: Penalty | null }
  /** The platform gave no time, or `given`, which is none; so it counts as in time. */
  | { readonly what: "unknown"; readonly given?: string }
  /** The same, and that it was late, which an extension may cover. */
  | { readonly what: "covered"; readonly given?: string }
  /** The same without an extension. */
  | { readonly what: "flagged"; readonly given?: string; readonly penalty: Penalty | null };

/** Of a time, its two largest units; none for less than a second. */
export type Span = readonly { readonly count: number; readonly unit: "day" | "hour" | "minute" | "second" }[];

/** What being late costs; null stands for nothing. Shares are in [0, 1]. */
export interface Penalty {
  /** Days or hours that had begun. */
  readonly started: number;
  readonly per: "day" | "hour";
  readonly each: number;
  /** The most that is taken, where it was reached. */
  readonly most?: number;
  readonly counts: number;
}

export function latenessInWords(facts: LatenessFacts): string {
  switch (facts.what) {
    case "no due date":
      return "There is no due date.";
    case "in time":
      return "Handed in in time.";
    case "in grace":
      return `${handedIn(facts.after)}, within the grace period.`;
    case "closed":
      return `${handedIn(facts.after)}. Nothing counts that is handed in after ${facts.closed}.`;
    case "late":
      return handedIn(facts.after) + costs(facts.penalty);
    case "unknown":
      return `${unknown(facts)}; it counts as in time.`;
    case "covered":
      return `${unknown(facts)}, only that it was late; with the extension it counts as in time.`;
    case "flagged":
      return `${unknown(facts)}, only that it was late${costs(facts.penalty)}`;
  }
}

function handedIn(after: Span): string {
  const span = after.map(({ count, unit }) => counted(count, unit)).join(" ");
  return `Handed in ${span === "" ? "less than a second" : span} after the due date`;
}

function unknown({ given }: { readonly given?: string }): string {
  return given === undefined
    ? "When it was handed in is not known"
    : `When it was handed in, ${JSON.stringify(given)}, is not a time with its zone`;
}

function costs(penalty: Penalty | null): string {
  if (!penalty) return ", which costs nothing.";
  const { started, per, each, most, counts } = penalty;
  const atMost = most === undefined ? "" : `, at most ${percent(most)}`;
  return `: ${counted(started, `started ${per}`)} at ${percent(each)} each${atMost}, so ${percent(counts)} of the points count.`;
}
