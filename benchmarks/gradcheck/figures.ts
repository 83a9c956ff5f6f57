/** What the bench found, as data: counts by rule, by subject and by wrong gradient. It holds no time and no path. */
import { rivals } from "./rules/index.ts";
import { wilson } from "./interval.ts";
import { ours, type Counts, type TrialResult } from "./trial.ts";
import type { Listed, Order } from "./worker.ts";

export interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  /** 95 % interval of Wilson, as if draws were independent. */
  readonly low: number;
  readonly high: number;
}

export interface RuleFigures {
  readonly rule: string;
  /** Right gradients that were refused. */
  readonly falseAlarms: Share;
  readonly inconclusiveOnRight: Share;
  /** Wrong gradients that were refused. */
  readonly caught: Share;
  readonly inconclusiveOnWrong: Share;
}

export interface TrialFigures {
  readonly subject: string;
  /** Null for the right gradient. */
  readonly fault: string | null;
  readonly draws: number;
  /** Draws on which the wrong gradient can't be told from the right one; they count for no rule. */
  readonly hidden: number;
  readonly counts: { readonly [rule: string]: Counts };
}

export interface Figures {
  readonly what: string;
  /** Where each function comes from, by its name. */
  readonly subjects: { readonly [name: string]: string };
  readonly wrongGradients: number;
  readonly rules: readonly RuleFigures[];
  readonly trials: readonly TrialFigures[];
}

export function figuresOf(
  subjects: readonly Listed[],
  orders: readonly Order[],
  results: readonly TrialResult[],
): Figures {
  const trials = orders.map(({ subject, fault, draws }, index): TrialFigures => {
    const { counts, hidden } = results[index]!;
    return { subject, fault, draws, hidden, counts };
  });
  const rules = [ours, ...rivals.keys()].filter((rule) => trials.some(({ counts }) => counts[rule]));
  return {
    what: "How often each rule of checking gradients refuses right gradients and wrong ones; written by npm run bench:gradcheck.",
    subjects: Object.fromEntries(
      subjects
        .filter(({ name }) => orders.some(({ subject }) => subject === name))
        .map(({ name, source }) => [name, source]),
    ),
    wrongGradients: trials.filter(({ fault }) => fault !== null).length,
    rules: rules.map((rule) => {
      const right = total(
        trials.filter(({ fault }) => fault === null),
        rule,
      );
      const wrong = total(
        trials.filter(({ fault }) => fault !== null),
        rule,
      );
      return {
        rule,
        falseAlarms: share(right, "fail"),
        inconclusiveOnRight: share(right, "inconclusive"),
        caught: share(wrong, "fail"),
        inconclusiveOnWrong: share(wrong, "inconclusive"),
      };
    }),
    trials,
  };
}

/** JSON with a line for each trial, so that two runs can be compared line by line. */
export function figuresText({ trials, ...head }: Figures): string {
  const lines = trials.map((trial) => `    ${JSON.stringify(trial)}`).join(",\n");
  return `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "trials": [\n${lines}\n  ]\n}\n`;
}

function total(trials: readonly TrialFigures[], rule: string): Counts {
  const sum = { pass: 0, fail: 0, inconclusive: 0 };
  for (const { counts } of trials)
    for (const verdict of ["pass", "fail", "inconclusive"] as const) sum[verdict] += counts[rule]?.[verdict] ?? 0;
  return sum;
}

function share(counts: Counts, verdict: keyof Counts): Share {
  const count = counts[verdict];
  const of = counts.pass + counts.fail + counts.inconclusive;
  return { count, of, share: of === 0 ? 0 : count / of, ...wilson(count, of) };
}
