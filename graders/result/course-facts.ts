/** What is known of a course and what its checks are worth, as its page shows it. Figures that were measured say of which version. */
export interface CourseFacts {
  /** In the order of the course. */
  readonly exercises: readonly ExerciseFacts[];
  /** How rules of checking gradients compare; absent where nobody measured it. */
  readonly gradientRules?: GradientRules;
}

export interface ExerciseFacts {
  /** `02-activations/relu` */
  readonly id: string;
  readonly title: string;
  readonly points: number;
  /** How many checks of each kind there are; none with zero. */
  readonly checks: Readonly<Partial<Record<CheckKind, number>>>;
  /** How many cases take their expected answer from where; none with zero. */
  readonly origins: Readonly<Partial<Record<Origin, number>>>;
  /** As they are listed now. */
  readonly mistakes: number;
  /** Right implementations that differ from the reference, as they are listed now. */
  readonly variants: number;
  readonly caught: Measured<Share>;
  /** Gradings of right code, under many seeds, and those in which it lost a point. */
  readonly falseAlarms: Measured<Share & { readonly seeds: number }>;
  /** Small changes to the reference, and those that a check notices. */
  readonly mutation: Measured<Share>;
}

export type CheckKind = "cases" | "matches" | "gradient" | "property";

/** A library, a publication, a definition worked by hand; `refusal`: the case must be refused, as its doc comment says. */
export type Origin =
  | "PyTorch"
  | "JAX"
  | "TensorFlow"
  | "scikit-learn"
  | "NumPy and SciPy"
  | "ONNX"
  | "other libraries"
  | "published"
  | "by hand"
  | "refusal";

export interface Share {
  readonly count: number;
  readonly of: number;
}

/** current: of all that decides the figure as it is now. earlier: something of it has changed since. */
export type Measured<Figure> = ({ readonly version: "current" | "earlier" } & Figure) | { readonly version: "none" };

export interface GradientRules {
  readonly functions: number;
  readonly wrongGradients: number;
  readonly rules: readonly GradientRule[];
}

export interface GradientRule {
  readonly name: string;
  /** Right gradients that the rule refuses. */
  readonly refused: Interval;
  /** Wrong gradients that the rule refuses. */
  readonly caught: Interval;
}

/** A share in [0, 1] with its 95 % interval. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}
