/** What finds code that is alike: the winnowing built in, or Dolos. Everything around it is the same. */
import type { Similarity } from "#graders/result/similarity.ts";
import type { AlikePair } from "./alike.ts";
import type { CodeFile } from "./document.ts";
import type { Stretch } from "./stretch.ts";

export interface Tool<Answer> {
  readonly name: Similarity["tool"];
  readonly threshold: number;
  /** What is kept of an answer until all are read. */
  prepare(files: readonly CodeFile[]): Answer;
  compare(answers: ReadonlyMap<string, Answer>, given: Given): Promise<Comparison>;
}

/** What the course itself wrote for the exercise, without types. */
export interface Given {
  readonly stub: string;
  readonly reference: string;
}

export interface Comparison {
  /** At least as alike as the threshold, the most alike first. */
  readonly pairs: readonly AlikePair[];
  readonly compared: readonly string[];
  readonly tooShort: readonly string[];
  readonly usual: number;
  longest(pair: AlikePair): Omit<Stretch, "tokens">;
  toReference?(pair: AlikePair): number;
}
