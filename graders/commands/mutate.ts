/** `gradecheck mutate`: whether the specs notice small changes to the references. */
import { selectIds } from "#graders/spec/load.ts";
import { Progress } from "#graders/batch/progress.ts";
import type { Survivor } from "#graders/verify/mutation/score-target.ts";
import { mutationIds, mutationScores, shareOf, type MutationScore } from "#graders/verify/mutation/scores.ts";
import type { ExitCode } from "./main.ts";

const leastOfEach = 0.9;
const leastOfAll = 0.98;

export async function mutate(
  names: readonly string[],
  options: { readonly jobs?: number; readonly fresh?: boolean; readonly json?: boolean },
): Promise<ExitCode> {
  const ids = selectIds(await mutationIds(), names);
  const progress = new Progress(ids.length);
  const scores = await mutationScores(ids, {
    ...options,
    onScore: ({ id, killed, mutants, faults }) =>
      progress.step(
        `${id}: ${killed} of ${mutants} mutants killed${faults.length > 0 ? `, ${countOf(faults.length, "fault")}` : ""}`,
      ),
  });
  console.log(options.json ? JSON.stringify(scores, undefined, 2) : report(scores));
  const enough = scores.every(({ score, faults }) => score >= leastOfEach && faults.length === 0);
  return enough && totalOf(scores) >= leastOfAll ? 0 : 1;
}

function report(scores: readonly MutationScore[]): string {
  const width = Math.max(8, ...scores.map(({ id }) => id.length));
  const row = (name: string, ...columns: readonly string[]): string =>
    [name.padEnd(width), ...columns.map((column) => column.padStart(9))].join(" ");
  const sum = (field: "mutants" | "killed" | "explained"): string =>
    String(scores.reduce((total, score) => total + score[field], 0));
  const survived = scores.reduce((total, score) => total + score.survived.length, 0);
  const lines = scores.flatMap((score) => [
    ...score.survived.flatMap((survivor) => ["", ...describe(score.id, survivor)]),
    ...score.faults.map((fault) => `\n${score.id}: ${fault}`),
  ]);
  return [
    row("exercise", "mutants", "killed", "explained", "survived", "score"),
    ...scores.map(({ id, mutants, killed, explained, survived, score }) =>
      row(id, ...[mutants, killed, explained, survived.length].map(String), percent(score)),
    ),
    row("all", sum("mutants"), sum("killed"), sum("explained"), String(survived), percent(totalOf(scores))),
    ...lines,
  ].join("\n");
}

/** Where it is, then what stands there and what the mutant has instead, whole lines where it fits in one. */
function describe(id: string, { line, column, mutator, source, from, to, seen }: Survivor): string[] {
  return [
    `reference/${id}.ts:${line}:${column}  ${mutator}  (${seen})`,
    `    in ${source}`,
    `  - ${from}`,
    `  + ${to}`,
  ];
}

function totalOf(scores: readonly MutationScore[]): number {
  const sum = (of: (score: MutationScore) => number): number => scores.reduce((total, score) => total + of(score), 0);
  return shareOf(
    sum(({ killed }) => killed),
    sum(({ survived }) => survived.length),
  );
}

/** Rounded down, so that 100 % means all. */
function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
