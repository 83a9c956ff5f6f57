import { rotaryEncoding, sinusoidalEncoding } from "#reference/12-transformers/positional-encoding.ts";
import type { Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { attribute, input, type PublishedCase } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => readers.has(item.op),
  answer: (item) => readers.get(item.op)!(item),
};

const readers = new Map<string, (item: PublishedCase) => Answer>([
  ["sinusoidal_positions", sinusoidal],
  ["rope_interleaved", rotary],
  ["RotaryEmbedding", () => doesNotApply("turns by sines and cosines drawn at random, which belong to no angle")],
]);

export default adapter;

function sinusoidal(item: PublishedCase): Answer {
  const features = attribute(item, "dim", 0);
  const layout = attribute(item, "layout", "");
  // Where the slowest wave has exactly the length 10000 · 2π, the base is larger: base^(1 − 2/D) = 10000.
  const base = layout.includes("/(dim/2-1)") ? 10_000 ** (features / (features - 2)) : 10_000;
  const encodings = sinusoidalEncoding(input(item, "positions"), features, { base });
  return applies(sliced(item, layout.includes("first half sin") ? sinesFirst(encodings) : encodings));
}

function rotary(item: PublishedCase): Answer {
  return applies(sliced(item, rotaryEncoding(input(item, "x"), { base: attribute(item, "base", 10_000) })));
}

function sinesFirst(encodings: Tensor): Tensor {
  const even = Array.from({ length: encodings.shape[1]! / 2 }, (_, i) => 2 * i);
  return encodings.gather([...even, ...even.map((column) => column + 1)], 1);
}

/** The rows and columns that the case is about: its output has fewer than the whole. */
function sliced(item: PublishedCase, values: Tensor): Tensor {
  const [rows, columns] = item.outputs[0]!.shape as [number, number];
  return values.slice([0, rows], [0, columns]);
}
