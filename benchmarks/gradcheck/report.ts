/** The figures as text for a terminal. */
import type { Figures, Share, TrialFigures } from "./figures.ts";
import { ours, type TrialResult } from "./trial.ts";
import type { Order } from "./worker.ts";

const shownRows = 20;

export function table({ rules, subjects, wrongGradients, trials }: Figures, results: readonly TrialResult[]): string {
  const seconds = (rule: string): number => results.reduce((sum, result) => sum + (result.milliseconds[rule] ?? 0), 0);
  const rows = rules.map(({ rule, falseAlarms, caught, inconclusiveOnRight, inconclusiveOnWrong }) => [
    rule,
    shareText(falseAlarms),
    shareText(caught),
    `${percent(inconclusiveOnRight.share)} / ${percent(inconclusiveOnWrong.share)}`,
    `${(seconds(rule) / seconds(ours)).toFixed(2)}×`,
    `${falseAlarms.of} / ${caught.of}`,
  ]);
  const drawn = trials.filter(({ fault }) => fault !== null);
  const hidden = drawn.reduce((sum, trial) => sum + trial.hidden, 0);
  const all = drawn.reduce((sum, trial) => sum + trial.draws, 0);
  return [
    `${Object.keys(subjects).length} functions, ${wrongGradients} wrong gradients. Shares with 95 % intervals (Wilson).`,
    ...aligned([
      ["rule", "false alarms", "caught", "inconclusive on right / wrong", "time", "draws right / wrong"],
      ...rows,
    ]),
    `On ${hidden} of ${all} draws (${percent(all === 0 ? 0 : hidden / all)}) the wrong gradient can't be told from the right one; they are left out.`,
    `A check of ours takes ${Math.round((1000 * seconds(ours)) / (rules[0]!.falseAlarms.of + rules[0]!.caught.of))} µs.`,
    ...section(
      "Functions with false alarms",
      trials.filter(({ fault, counts }) => fault === null && counts[ours]!.fail > 0),
      ({ counts }) => counts[ours]!.fail,
    ),
    ...section(
      "Wrong gradients that passed",
      trials.filter(({ fault, counts }) => fault !== null && counts[ours]!.pass > 0),
      ({ counts }) => counts[ours]!.pass,
    ),
    ...section(
      "Most often inconclusive",
      trials.filter(({ counts }) => counts[ours]!.inconclusive > 0),
      ({ counts }) => counts[ours]!.inconclusive,
    ),
    "",
  ].join("\n");
}

/** Each draw on which our check did not say what is right. */
export function misses(orders: readonly Order[], results: readonly TrialResult[]): string {
  return orders
    .flatMap(({ subject, fault }, index) =>
      results[index]!.misses.map(
        ({ seed, verdict, said }) => `${verdict.padEnd(12)} seed ${seed}  ${subject}, ${fault ?? "right"}: ${said}\n`,
      ),
    )
    .join("");
}

function section(title: string, trials: readonly TrialFigures[], count: (trial: TrialFigures) => number): string[] {
  if (trials.length === 0) return ["", `${title}: none.`];
  const sorted = trials.toSorted((a, b) => count(b) / judged(b) - count(a) / judged(a));
  return [
    "",
    `${title}: ${trials.length}${trials.length > shownRows ? `, the first ${shownRows}` : ""}`,
    ...aligned(
      sorted
        .slice(0, shownRows)
        .map((trial) => [`  ${count(trial)} of ${judged(trial)}`, trial.subject, trial.fault ?? "right"]),
    ),
  ];
}

function judged({ counts }: TrialFigures): number {
  const { pass, fail, inconclusive } = counts[ours]!;
  return pass + fail + inconclusive;
}

function shareText({ share, low, high }: Share): string {
  return `${percent(share)} [${percent(low)}, ${percent(high)}]`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("   ")
      .trimEnd(),
  );
}
