/** What came of the corpus, as a table for a terminal and as a page of the docs. */
import { families, type Attack } from "./attack.ts";
import type { Verdict } from "./run-attack.ts";

/** Stopped of tried, for each family and rung. */
export function tableText(verdicts: readonly Verdict[]): string {
  return rowsOf(verdicts)
    .map((row) =>
      row
        .map((cell) => cell.padEnd(14))
        .join("")
        .trimEnd(),
    )
    .join("\n");
}

export function attacksPage(attacks: readonly Attack[], verdicts: readonly Verdict[]): string {
  const [head, ...rows] = rowsOf(verdicts) as [string[], ...string[][]];
  const through = verdicts.filter(({ stopped }) => !stopped).map(lasting);
  const rungs = [...new Set(through.map(({ rung }) => rung))];
  return [
    "# What the attacks got",
    "",
    "`npm run attacks -- --every-rung --write` writes this page: the corpus of `graders/attacks/modules/`, let loose on the grader on every rung that the machine had ([isolation.md](isolation.md)).",
    "An attack succeeds when it gains a point, brings a secret to light, changes a file, reaches a server, outlives its grading, harms the grader or the next submission, or gets text into a report that acts on whoever opens it.",
    "The family `after-escape` begins as raw Node outside of the realm.",
    "",
    markdownTable(head, rows),
    "",
    through.length === 0 ? "Nothing got through." : "## What got through",
    ...rungs.flatMap((rung) => [
      "",
      `At \`${rung}\`:`,
      "",
      ...through.filter((each) => each.rung === rung).map(({ attack, how }) => `- \`${attack}\`: ${plain(how)}`),
    ]),
    "",
    "## The corpus",
    "",
    markdownTable(
      ["attack", "tries", "stopped by"],
      attacks.map(({ name, tries, stoppedBy }) => [`\`${name}\``, plain(tries), plain(stoppedBy)]),
    ),
    "",
  ].join("\n");
}

function rowsOf(verdicts: readonly Verdict[]): string[][] {
  const rungs = [...new Set(verdicts.map(({ rung }) => rung))];
  const tried = families.filter((family) => verdicts.some((each) => each.family === family));
  const count = (own: readonly Verdict[]): string => `${own.filter(({ stopped }) => stopped).length} of ${own.length}`;
  const row = (name: string, own: readonly Verdict[]): string[] => [
    name,
    ...rungs.map((rung) => count(own.filter((each) => each.rung === rung))),
  ];
  return [
    ["stopped", ...rungs],
    ...tried.map((family) =>
      row(
        family,
        verdicts.filter((each) => each.family === family),
      ),
    ),
    row("all", verdicts),
  ];
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The verdict without what differs from run to run: numbers of processes, random names, amounts. */
export function lasting(verdict: Verdict): Verdict {
  const how = verdict.how
    .replace(/(token|flag)-[0-9a-f]+/g, "$1")
    .replace(/alive: [\d, ]+/g, "alive")
    .replace(/[0-9a-f]{24}/g, "secret")
    .replace(/gradecheck-arena-\w+/g, "arena");
  // What stopped it is in the corpus; the words of a result may hold whatever an attack wrote.
  return { ...verdict, how: verdict.stopped ? "" : how };
}

function plain(text: string): string {
  return text.replace(/[|<>\\]/g, (mark) => `\\${mark}`);
}
