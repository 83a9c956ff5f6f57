/**
 * What stands between the published cases and one exercise. The file `adapters/<id>.ts` exports one as its default.
 *
 * An adapter says which cases are about its exercise and turns such a case into a call of the reference: layouts, orders
 * of gates, defaults and reductions differ between libraries. It computes no part of the concept itself.
 */
import type { Tensor } from "#tensor";
import type { PublishedCase, PublishedTolerance } from "./published-case.ts";

export interface Adapter {
  /** Whether the case is about the exercise's concept, even where the exercise does not go as far. */
  claims(item: PublishedCase): boolean;
  /** What the reference makes of a claimed case. */
  answer(item: PublishedCase): Answer;
}

export type Answer = Applies | DoesNotApply;

export interface Applies {
  /** The reference's values, one for each output of the case; undefined for an output that the exercise does not have. */
  readonly outputs: readonly (Tensor | undefined)[];
  /** In place of the tolerance of the case, where the library's formula differs by a known small amount. */
  readonly tolerance?: PublishedTolerance;
}

export interface DoesNotApply {
  /** Continues "The case …": `uses weights per class, which the exercise leaves out`. */
  readonly reason: string;
}

export function applies(...outputs: readonly (Tensor | undefined)[]): Applies {
  return { outputs };
}

export function doesNotApply(reason: string): DoesNotApply {
  return { reason };
}
