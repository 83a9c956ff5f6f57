/** A class of answers to one exercise in which it is known who copied: most wrote their own, some disguised another's. */
import { Random } from "#tensor";
import { otherLoops, split, type Disguise } from "./disguises.ts";
import { decider, type Solutions } from "./solutions/solutions.ts";

export interface PlantedClass {
  /** TypeScript, by id. */
  readonly answers: ReadonlyMap<string, string>;
  /** For each copy whose it is. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface Plan {
  readonly solutions: Solutions;
  readonly disguise: Disguise;
  readonly honest: number;
  readonly copies: number;
  readonly seed: number;
}

export function plantedClass({ solutions, disguise, honest, copies, seed }: Plan): PlantedClass {
  const random = new Random(seed);
  const answers = new Map<string, string>();
  const decide = decider(random);
  for (let student = 0; student < honest; student++)
    answers.set(`honest-${student}`, withHabits(solutions(decide), random));
  const sources = new Map<string, string>();
  for (let source = 0; sources.size < copies && source < honest; source++) {
    const original = answers.get(`honest-${source}`)!;
    const copy = disguise(original, random);
    // A disguise may find nothing to change, such as a loop.
    if (copy === original) continue;
    answers.set(`copy-${source}`, copy);
    sources.set(`copy-${source}`, `honest-${source}`);
  }
  return { answers, sources };
}

/** Some like short statements and some long ones, some count and some don't; from not at all to wherever they can. */
function withHabits(text: string, random: Random): string {
  const [short, counting] = [random.uniform([]).item(), random.uniform([]).item()];
  return otherLoops(split(text, random, short), random, counting);
}
