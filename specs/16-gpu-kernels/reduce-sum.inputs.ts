import { concatenate } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Primes and their neighbours: no block divides them all. */
  uneven: (draw) => ({ x: draw.tensor([draw.pick([17, 31, 61, 127, 131, 251, 257, 521])]) }),
  /** More than 200,000 numbers of one sign: the sum grows, and with it what one more addition rounds away. */
  long: (draw) => {
    const some = draw.tensor([draw.pick([601, 613, 617])], 1, 2);
    return { x: concatenate(Array.from({ length: 333 }, () => some)) };
  },
});
