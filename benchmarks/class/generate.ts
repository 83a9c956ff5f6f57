/**
 * A class as instructors have it, from a seed: right, wrong, missing, late, broken and hostile files in a real spread.
 *
 * Right answers are the references' text, wrong ones the same with one mutant in it, hostile ones come from the corpus of attacks. The folder
 * looks like a Canvas download, so that names and late markers are read as well.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Random } from "#tensor";
import { readAttacks } from "#graders/attacks/attack.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { mutate } from "#graders/verify/mutation/mutants.ts";

export interface ClassPlan {
  readonly students: number;
  /** Ids of exercises whose references import nothing but #tensor, since a file of a download stands alone. */
  readonly exercises: readonly string[];
  readonly seed: number;
}

/** Of every hundred files: what became of them. A student's skill moves the border between right and wrong. */
const shares = { missing: 6, stub: 6, broken: 3, hostile: 1 };
const lateStudents = 0.12;

interface Sources {
  readonly right: string;
  readonly stub: string;
  readonly wrong: readonly string[];
  readonly hostile: readonly string[];
}

/** Writes the files, and `assignment.json` beside them. @returns how many files of each kind. */
export async function generateClass(
  folder: string,
  { students, exercises, seed }: ClassPlan,
): Promise<Record<string, number>> {
  const random = new Random(seed);
  const sources = new Map<string, Sources>();
  const attacks = await readAttacks();
  for (const id of exercises) sources.set(id, await sourcesOf(id, attacks));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "assignment.json"), `${JSON.stringify({ title: "Generated class", exercises })}\n`);
  const counts: Record<string, number> = {};
  for (let student = 0; student < students; student++) {
    const name = `student${String(student).padStart(5, "0")}`;
    const late = chance(random, lateStudents) ? "LATE_" : "";
    // Most do well, some badly: the square root of a uniform number.
    const skill = Math.sqrt(random.uniform([]).item());
    for (const [index, id] of exercises.entries()) {
      const { kind, text } = answer(random, skill, sources.get(id)!);
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (text === undefined) continue;
      const file = `${name}_${late}${10_000 + student}_${students * index + student}_${basename(id)}.ts`;
      await writeFile(join(folder, file), text);
    }
  }
  return counts;
}

function answer(
  random: Random,
  skill: number,
  { right, stub, wrong, hostile }: Sources,
): { kind: string; text?: string } {
  const draw = 100 * random.uniform([]).item();
  let border = shares.missing;
  if (draw < border) return { kind: "missing" };
  if (draw < (border += shares.stub)) return { kind: "stub", text: stub };
  if (draw < (border += shares.broken)) return { kind: "broken", text: right.slice(0, Math.floor(right.length / 2)) };
  if (draw < (border += shares.hostile) && hostile.length > 0) return { kind: "hostile", text: one(random, hostile) };
  return chance(random, skill) ? { kind: "right", text: right } : { kind: "wrong", text: one(random, wrong) };
}

async function sourcesOf(id: string, attacks: Awaited<ReturnType<typeof readAttacks>>): Promise<Sources> {
  const file = join(projectRoot, "reference", `${id}.ts`);
  const right = await readFile(file, "utf8");
  const stub = await readFile(join(projectRoot, "exercises", `${id}.ts`), "utf8");
  const wrong = (await mutate(file, right)).mutants.flatMap(({ line, column, from, to }) => {
    const lines = right.split("\n");
    const before = lines[line - 1]!;
    // Those of several lines are left out: here the text is changed, where the mutation test turns a switch.
    if (!before.startsWith(from, column - 1)) return [];
    lines[line - 1] = before.slice(0, column - 1) + to + before.slice(column - 1 + from.length);
    return [lines.join("\n")];
  });
  const hostile = attacks.flatMap(({ exercise, pieces }) => {
    const [piece] = pieces;
    return exercise === id && pieces.length === 1 && piece && "text" in piece ? [piece.text] : [];
  });
  return { right, stub, wrong, hostile };
}

function chance(random: Random, share: number): boolean {
  return random.uniform([]).item() < share;
}

function one(random: Random, list: readonly string[]): string {
  return list[random.integer(0, list.length)]!;
}
