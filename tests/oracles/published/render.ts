/** The report of an examination as text. */
import type { ExerciseReport, Report } from "./examination.ts";

const columns = ["claimed", "apply", "agree", "disagree"] as const;

export interface RenderOptions {
  /** Also prints every case with its verdict, and the files of unclaimed cases. */
  readonly verbose?: boolean;
}

/** A table of the exercises with their reasons, every disagreement, what is left over, and a closing line. */
export function render(report: Report, { verbose = false }: RenderOptions = {}): string {
  const width = Math.max("exercise".length, ...report.exercises.map(({ id }) => id.length));
  const lines = [`${"exercise".padEnd(width)}${columns.map((name) => name.padStart(10)).join("")}`];
  for (const exercise of report.exercises) {
    lines.push(`${exercise.id.padEnd(width)}${columns.map((name) => String(exercise[name]).padStart(10)).join("")}`);
    for (const [reason, count] of Object.entries(exercise.reasons))
      lines.push(`    ${String(count).padStart(4)} do not apply: ${reason}`);
    lines.push(...caseLines(exercise, verbose));
  }
  return [...lines, "", ...leftOver(report, verbose), "", closing(report), ""].join("\n");
}

function caseLines({ cases }: ExerciseReport, verbose: boolean): string[] {
  return cases.flatMap(({ file, name, op, source, verdict }) => {
    if (verdict.kind === "disagrees") {
      return [`    DISAGREES ${file} ${op} "${name}" (${source})`, `              ${verdict.difference}`];
    }
    const why = verdict.kind === "does not apply" ? `: ${verdict.reason}` : "";
    return verbose ? [`    ${verdict.kind} ${file} ${op} "${name}"${why}`] : [];
  });
}

function leftOver({ exercises, unclaimed, cases }: Report, verbose: boolean): string[] {
  const files = Object.entries(unclaimed);
  const total = files.reduce((sum, [, count]) => sum + count, 0);
  const which =
    exercises.length === 1 ? "are not about this exercise" : `are about none of these ${exercises.length} exercises`;
  const head = `${total} of ${cases} cases ${which}; by file:`;
  const shown = files.map(([file, count]) => `${file} ${count}`);
  return verbose
    ? [head, ...shown.map((text) => `    ${text}`)]
    : [head, ...wrap(shown.join(", "), 116).map((text) => `    ${text}`)];
}

function closing({ exercises, applying }: Report): string {
  const total = (name: "apply" | "agree" | "disagree"): number =>
    exercises.reduce((sum, exercise) => sum + exercise[name], 0);
  const [apply, agree, disagree] = [total("apply"), total("agree"), total("disagree")];
  const what = `${apply} examinations on ${applying} cases: ${agree} agree`;
  if (apply === 0) return "No case applies.";
  return disagree === 0 ? `${what}. All that apply agree.` : `${what}, ${disagree} DISAGREE.`;
}

/** Breaks a text at spaces into lines no longer than `width`. */
function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
