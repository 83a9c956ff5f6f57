/** Code of a class that is unusually alike, as the class page shows it. It says what to look at, never who copied from whom. */
export interface Similarity {
  readonly tool: "winnowing" | "dolos";
  /** Pairs that share at least this much are listed, in (0, 1]. */
  readonly threshold: number;
  /** The most alike first. */
  readonly groups: readonly SimilarityGroup[];
  /** What was compared, and what was not: silence about an exercise means something only where it was. */
  readonly exercises: readonly ComparedExercise[];
}

/** Submissions that hang together by pairs that are alike, in one exercise. */
export interface SimilarityGroup {
  /** `02-activations/relu` */
  readonly exercise: string;
  readonly submissions: readonly string[];
  /** The most alike first; of a large group the first of them. */
  readonly pairs: readonly SimilarPair[];
  /** How many there are. */
  readonly pairCount: number;
  /**
   * What the two that are most alike have in common with the reference, in [0, 1], or the less alike of the two. Near 1 a common source is
   * likely: the reference, or a book that it follows. Absent where the tool doesn't tell.
   */
  readonly toReference?: number;
}

export interface SimilarPair {
  readonly a: string;
  readonly b: string;
  /**
   * Of what the shorter has beyond the stub and what most of the class wrote: the share that the other has too, in [0, 1]. What fewer wrote
   * counts for more.
   */
  readonly share: number;
  /** Lines of the longest stretch that they have in common, and where it begins in each. */
  readonly longest: { readonly lines: number; readonly inA: number; readonly inB: number };
}

export interface ComparedExercise {
  /** `02-activations/relu` */
  readonly exercise: string;
  /** Submissions that were compared with each other. */
  readonly compared: number;
  /** Submissions with too little of their own: a stub, or an exercise of a line or two. */
  readonly tooShort: number;
  /** Half of the compared have nobody who is more alike than this; in [0, 1]. A pair means more the further it is above. */
  readonly usual: number;
  /** Submissions whose file could not be read, or is no TypeScript; the latter are compared as they stand. */
  readonly unread: readonly UnreadSubmission[];
}

export interface UnreadSubmission {
  readonly submission: string;
  readonly reason: string;
  /** Whether it was compared all the same, with less certainty. */
  readonly compared: boolean;
}
