/** Where the expected answer of a case comes from, read from its `source`: what the sentence names first. */
import type { Origin } from "#graders/result/course-facts.ts";
import type { Case } from "#graders/spec/spec.ts";

/** `specs/README.md` allows these alone: a library with its version, something published, what a doc comment refuses, and a definition worked by hand. */
const named: readonly (readonly [origin: Origin, name: RegExp])[] = [
  ["PyTorch", /\b(?:PyTorch|torch|torchmetrics)\b/],
  ["JAX", /\b(?:JAX|jax|Flax|optax)\b/],
  ["TensorFlow", /\b(?:TensorFlow|tensorflow|Keras)\b/],
  ["scikit-learn", /\bscikit-learn\b/],
  ["NumPy and SciPy", /\b(?:NumPy|SciPy)\b/],
  ["ONNX", /\b(?:ONNX|onnx)\b/],
  ["other libraries", /\b(?:Hugging Face|mpmath|fairseq|subword-nmt|Python)\b/],
  ["published", /et al\.|\(\d{4}\)|\(Distill, \d{4}\)/],
  ["by hand", /\b(?:definition|by hand|by formula|formula)\b/],
];

export function originOf({ source, throws }: Pick<Case, "source" | "throws">): Origin {
  if (throws !== undefined) return "refusal";
  const found = named
    .map(([origin, name]) => ({ origin, at: source.search(name) }))
    .filter(({ at }) => at !== -1)
    .toSorted((one, other) => one.at - other.at);
  return found[0]?.origin ?? "by hand";
}

/** How many cases have which origin, in the order of the list above; none with zero. */
export function countOrigins(cases: readonly Pick<Case, "source" | "throws">[]): Partial<Record<Origin, number>> {
  const origins = cases.map(originOf);
  const order: Origin[] = [...named.map(([origin]) => origin), "refusal"];
  const counts = order.map((origin) => [origin, origins.filter((one) => one === origin).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
