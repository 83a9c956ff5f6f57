/** Code of a class that is unusually alike, as the class page shows it. It says what to look at, never who copied from whom. */
export interface Similarity {
  readonly tool: "winnowing" | "dolos";
  /** Pairs that share at least this much are listed, in (0, 1]. */
  readonly threshold: number;
  /** The most alike first. */
  readonly groups: readonly SimilarityGroup[];
}

/** Submissions that hang together by pairs that are alike, in one exercise. */
export interface SimilarityGroup {
  /** `02-activations/relu` */
  readonly exercise: string;
  readonly submissions: readonly string[];
  readonly pairs: readonly SimilarPair[];
}

export interface SimilarPair {
  readonly a: string;
  readonly b: string;
  /** Of the fingerprints of the shorter, beyond those of the stub and of what most of the class wrote: the share that the other has too, in [0, 1]. */
  readonly share: number;
  /** Lines of the longest stretch that they have in common, and where it begins in each. */
  readonly longest: { readonly lines: number; readonly inA: number; readonly inB: number };
}
