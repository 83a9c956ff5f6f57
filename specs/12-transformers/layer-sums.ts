import type { Tensor } from "#tensor";

/** Adds up records of tensors, field by field: the gradients of a batch from those of its sequences. */
export function total<Value>(values: readonly Value[]): Value {
  return values.reduce((sum, value) => add(sum, value) as Value);
}

function add(a: unknown, b: unknown): unknown {
  if (typeof (a as Tensor).add === "function") return (a as Tensor).add(b as Tensor);
  const fields = Object.entries(a as object).map(([name, value]) => [name, add(value, (b as never)[name])]);
  return Object.fromEntries(fields);
}
