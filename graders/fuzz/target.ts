/** What can be fuzzed: a rule, a way to draw odd inputs for it, and a judge. */
import { Random } from "#tensor";

export interface Target<Input = unknown> {
  readonly name: string;
  /** What must come of every case. */
  readonly rule: string;
  /** Cases of a full run. */
  readonly cases: number;
  /** A case that takes longer hangs. */
  readonly seconds?: number;
  /** The process may not grow by more while the cases run. */
  readonly megabytes?: number;
  /** Reads the seeds and starts what the cases need. */
  open(): Promise<Bench<Input>>;
}

/** A target ready to run. */
export interface Bench<Input = unknown> {
  draw(random: Random): Input;
  /**
   * Tries one input.
   *
   * @returns what came of it in few words, one for each thing tried.
   * @throws whatever breaks the rule.
   */
  judge(input: Input): readonly string[] | Promise<readonly string[]>;
  /** Smaller inputs, the smallest first, for minimising one that breaks the rule. */
  smaller?(input: Input): Iterable<Input>;
  /** The input as text that can be kept and tried again. */
  written(input: Input): string;
  close?(): Promise<void>;
}

/** Something that a judge saw and that may not be. */
export class Violation extends Error {
  override readonly name = "Violation";
}

/** The generator of one case: the same again for the same seed and number, wherever a run begins. */
export function randomOf(seed: number, index: number): Random {
  return new Random((seed * 1_000_003 + index) % 2 ** 53);
}

/** Violations of one kind have one cause, as far as can be seen: what was thrown, without its numbers and quotes. */
export function kindOf(error: unknown): string {
  return textOf(error)
    .split("\n")[0]!
    .replace(/"(?:[^"\\]|\\.)*"/g, "…")
    .replace(/\d+/g, "#")
    .slice(0, 160);
}

/** What was thrown, with the first lines of its stack where it is a stranger. */
export function textOf(error: unknown): string {
  if (error instanceof Violation) return error.message;
  return error instanceof Error ? (error.stack ?? String(error)).split("\n").slice(0, 6).join("\n") : String(error);
}
