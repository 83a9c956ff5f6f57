/**
 * The last paragraph of an exercise's page: how it is checked. It stands between two marks and is written anew from
 * the files in docs/trust/.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LedgerEntry } from "../mutation/ledger.ts";
import type { Evidence } from "./evidence.ts";

const begin = "<!-- checked: written by gradecheck verify --full -->";
const end = "<!-- /checked -->";

export function withExerciseLine(page: string, evidence: Evidence, mutation: LedgerEntry | undefined): string {
  const start = page.indexOf(begin);
  const body = (start === -1 ? page : page.slice(0, start)).trimEnd();
  return `${body}\n\n${begin}\n\n${lineFor(evidence, mutation)}\n\n${end}\n`;
}

export function writeExerciseLine(root: string, evidence: Evidence, mutation: LedgerEntry | undefined): void {
  const file = join(root, "exercises", `${evidence.id}.md`);
  writeFileSync(file, withExerciseLine(readFileSync(file, "utf8"), evidence, mutation));
}

function lineFor(
  { checks, points, mistakes, variants, steadiness }: Evidence,
  mutation: LedgerEntry | undefined,
): string {
  const sentences = [
    `**How it is checked.** ${counted(checks, "check")}, ${counted(points, "point")}.`,
    `${mistakes.caught} of ${counted(mistakes.of, "known mistake")} caught;`,
    `${counted(variants + 1, "right implementation")} accepted, under ${counted(steadiness.seeds, "seed")} each;`,
    mutation ? mutationText(mutation) : "mutation score not measured yet.",
  ];
  return sentences.join(" ");
}

function mutationText({ killed, survived, score }: LedgerEntry): string {
  const percent = Math.floor(1000 * score) / 10;
  return `mutation score ${percent} % (${killed} of ${killed + survived.length} small changes to the reference are noticed).`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
