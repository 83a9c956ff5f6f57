import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Primes and their neighbours: no block divides them all. In half of them the largest entry is the last. */
  uneven: (draw) => {
    const x = draw.tensor([draw.pick([17, 31, 61, 127, 131, 251, 257, 521])]);
    const order = x.data.toSorted();
    return { x: draw.boolean() ? x : x.map((_, index) => order[index]!) };
  },
});
