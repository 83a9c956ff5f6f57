// Parameters of a whole model as one list of tensors, which is what an optimiser takes, and back.

import { Tensor } from "#tensor";

/** All tensors of nested records and arrays, depth first, fields in the order in which they stand. */
export function parametersToList(parameters: unknown): Tensor[] {
  if (parameters instanceof Tensor) return [parameters];
  return Object.values(parameters as object).flatMap((part) => parametersToList(part));
}

/** The reverse of {@link parametersToList}: `list` in the records and arrays of `like`. */
export function listToParameters<Parameters>(list: readonly Tensor[], like: Parameters): Parameters {
  const left = [...list];
  const fill = (part: unknown): unknown => {
    if (part instanceof Tensor) return left.shift();
    if (Array.isArray(part)) return part.map(fill);
    return Object.fromEntries(Object.entries(part as object).map(([name, inner]) => [name, fill(inner)]));
  };
  return fill(like) as Parameters;
}
