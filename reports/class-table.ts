/** The class for a terminal: one line for each submission. */
import type { Result } from "#graders/result/result.ts";
import { bySubmission, problemsOf } from "./class.ts";
import { cut, padEnd, padStart, width, wrapped } from "./columns.ts";
import { isolationOfClass } from "./isolation.ts";
import { oneLine, plainText } from "./plain.ts";
import { scoreOf, shareOf, statusCounts } from "./score.ts";
import { exerciseWords, rounded } from "./words.ts";

const nameWidth = 32;
const columns = 100;

export function classTable(results: readonly Result[]): string {
  const rows = bySubmission(results).map(cells);
  const table = [["submission", "points", "share", "exercises"], ...rows.map(({ row }) => row)];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => width(row[column]!))));
  const lines = table.map(([name, points, share, exercises]) =>
    [padEnd(name!, widths[0]!), padStart(points!, widths[1]!), padStart(share!, widths[2]!), exercises].join("  "),
  );
  const [header, ...body] = lines.map((line) => cut(line, columns));
  const withProblems = body.flatMap((line, index) => [
    line,
    ...rows[index]!.problems.map((problem) => cut(`  ! ${problem}`, columns)),
  ]);
  const isolation = results.length === 0 ? [] : wrapped(`Isolation: ${plainText(isolationOfClass(results))}.`, columns);
  return [header, ...withProblems, "", ...isolation, ""].join("\n");
}

function cells(result: Result): { row: string[]; problems: string[] } {
  const score = scoreOf(result);
  const share = shareOf(score);
  const exercises = statusCounts(result)
    .map(({ status, count }) => `${count} ${exerciseWords[status].word}`)
    .join(", ");
  const points = share === undefined ? "–" : `${rounded(score.points)} / ${rounded(score.maxPoints)}`;
  const percent = share === undefined ? "–" : `${Math.round(100 * share)} %`;
  return {
    row: [cut(oneLine(result.submission.id), nameWidth), points, percent, exercises],
    problems: problemsOf(result).map(oneLine),
  };
}
