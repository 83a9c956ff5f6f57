/**
 * What the TypeScript files of a spec are written with. Each gives types to a plain object and changes nothing.
 *
 *     // specs/02-activations/relu.mistakes.ts
 *     export default mistakes<typeof import("#reference/02-activations/relu.ts")>({ "mask from the upstream sign": { … } });
 */
import type { Generator } from "./spec.ts";

export type { Draw } from "#graders/inputs/draw.ts";
export type { Generator } from "./spec.ts";

interface Description {
  /** What a student did who has it, in a sentence. */
  readonly looksLike: string;
  /** The line of the formula to read again. */
  readonly reread: string;
}

/** Wrong variants of a reference, by name. Each gives the exports that differ; at least one must. */
export function mistakes<Module>(catalogue: {
  readonly [name: string]: Description & Partial<Module>;
}): typeof catalogue {
  return catalogue;
}

/** Right implementations that differ from the reference, by name; the spec must accept each. */
export function variants<Module>(catalogue: { readonly [name: string]: Partial<Module> }): typeof catalogue {
  return catalogue;
}

/** Generators of inputs that a signature can't state, by the name of the function they are for, or any name that a check asks for by `given`. */
export function inputs(generators: { readonly [name: string]: Generator }): typeof generators {
  return generators;
}
