/** How a submission was graded, for the foot of a page: enough to repeat it. */
import type { IsolationReport, Result } from "#graders/result/result.ts";
import { counted } from "../words.ts";

export interface Fact {
  readonly label: string;
  readonly text: string;
}

export function gradingFacts({ grader, limits, seed, specs, format }: Result): Fact[] {
  return [
    { label: "Isolation", text: isolationText(grader.isolation) },
    {
      label: "Limits",
      text: `${counted(limits.cpuSeconds, "second")} of CPU time, ${counted(limits.memoryMegabytes, "megabyte")} of memory, ${counted(limits.consoleCharacters, "character")} of console output`,
    },
    { label: "Seed", text: String(seed) },
    {
      label: "Versions",
      text: `gradecheck ${grader.version}, Node ${grader.node}, specs ${specs.slice(0, 12)}, format ${format}`,
    },
  ];
}

function isolationText({ level, layers, probes, open }: IsolationReport): string {
  const tried = `${counted(probes, "way")} out tried before grading`;
  return `${level}: ${layers.join(", ")}. ${tried}, ${open.length === 0 ? "none got through" : `open after an escape: ${open.join(", ")}`}.`;
}
