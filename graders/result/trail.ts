/** What happened to the grades of a class: who changed what, when, from which points to which. The page of the audit trail shows it. */
export type TrailEntry = TrailHead & Happening;

export type Happening = Graded | Regraded | Applied | Dropped | Marked | Unread;

export interface TrailHead {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly submission?: string;
}

interface Graded {
  readonly what: "graded";
  /** Absent the first time. */
  readonly before?: number;
  readonly after: number;
  readonly maxPoints: number;
}

/** Proposed: it counts once it is applied. */
interface Regraded {
  readonly what: "regraded";
  readonly after: number;
  readonly maxPoints: number;
}

interface Applied {
  readonly what: "applied";
  readonly before?: number;
  readonly after: number;
  readonly maxPoints: number;
}

interface Dropped {
  readonly what: "dropped";
  /** How many submissions had something proposed. */
  readonly submissions: number;
}

interface Marked {
  readonly what: "marked";
  /** An exercise, or an item and its criterion; empty for the whole. */
  readonly place: readonly string[];
  readonly mode: "set" | "add";
  readonly points: number;
  /** What the same place had by hand until then. */
  readonly instead?: { readonly mode: "set" | "add"; readonly points: number };
  readonly comment: string;
}

/** An event that this version has no form for, as it was written down. */
interface Unread {
  readonly what: "other";
  readonly detail: string;
}
