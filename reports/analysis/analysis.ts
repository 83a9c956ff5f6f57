/**
 * What the results of a class say of its exercises and checks: how hard each is, whether it tells the strong from the
 * weak, and how far all of them measure one thing. Definitions and sources stand on the page that prints them.
 */
import { mean } from "d3-array";
import type { BriefResult } from "#graders/result/brief.ts";
import { pairsOf } from "./correlation.ts";
import { mistakesOf, type MistakeCount } from "./mistakes.ts";
import { reliabilityOf, type Reliability } from "./reliability.ts";
import { scoresOf, type Scores } from "./scores.ts";
import { fewest } from "./thresholds.ts";
import { upperLower } from "./upper-lower.ts";

export interface Analysis {
  readonly submissions: number;
  readonly exercises: readonly ExerciseFigures[];
  /** Absent for too small a class, and where it has no meaning. */
  readonly reliability?: Reliability;
}

export interface Figures {
  readonly points: number;
  /** Submissions with a score in it. */
  readonly count: number;
  readonly undecided: number;
  /** Mean share; undefined where nobody has a score. */
  readonly difficulty: number | undefined;
  /** With the rest of the submission; undefined for fewer than {@link fewest}, and where one of them does not vary. */
  readonly discrimination: number | undefined;
  /** Best 27 % against last 27 %. */
  readonly upperLower: number | undefined;
}

export interface CheckFigures extends Figures {
  readonly name: string;
}

export interface ExerciseFigures extends Figures {
  readonly id: string;
  readonly title: string;
  readonly tried: number;
  readonly alphaWithout: number | undefined;
  readonly checks: readonly CheckFigures[];
  readonly mistakes: readonly MistakeCount[];
}

export function analysisOf(results: readonly BriefResult[]): Analysis {
  const { submissions, exercises, totals } = scoresOf(results);
  const mistakes = mistakesOf(results);
  const reliability = submissions < fewest ? undefined : reliabilityOf(exercises);
  return {
    submissions,
    ...(reliability ? { reliability } : {}),
    exercises: exercises.map(({ id, title, tried, checks, ...own }, at) => ({
      id,
      title,
      tried,
      ...figuresOf(own, totals),
      alphaWithout: reliability?.without[at],
      checks: checks.map(({ name, ...check }) => ({ name, ...figuresOf(check, totals) })),
      mistakes: mistakes.get(id) ?? [],
    })),
  };
}

function figuresOf({ points, shares, rest, undecided }: Scores, totals: Float64Array): Figures {
  const { count, correlation } = pairsOf(shares, rest);
  const scored = shares.reduce((total, share) => total + (Number.isNaN(share) ? 0 : 1), 0);
  return {
    points,
    count: scored,
    undecided,
    difficulty: mean(shares),
    discrimination: count < fewest ? undefined : correlation,
    upperLower: scored < fewest ? undefined : upperLower(shares, totals),
  };
}
