import type { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";
import type { LayerName, SlipName } from "./numeric-gradient.programs.ts";

const everywhere = ["none", "none", "twice as large", "the other sign", "0.01 more at the last entry"] as const;

/** Slips that are slips of that layer. */
const slipsOf: { readonly [layer in LayerName]: readonly SlipName[] } = {
  tanh: [
    ...everywhere,
    "twice as large but for the first entry",
    "NaN at the first entry",
    "a hundred-thousandth more",
  ],
  softmax: [...everywhere, "NaN at the first entry"],
  tiny: everywhere,
  uneven: [...everywhere, "1e-7 more at every other entry"],
  offset: everywhere,
  abs: ["none", "gradOutput where x is 0", "half of gradOutput where x is 0", "twice gradOutput where x is 0"],
  relu: [
    "none",
    "gradOutput where x is 0",
    "half of gradOutput where x is 0",
    "twice gradOutput where x is 0",
    "minus gradOutput where x is 0",
    "1000 where x is 0",
  ],
};

const layers = Object.keys(slipsOf) as LayerName[];

/** Two entries at the kink at least, so that no verdict hangs on one draw. */
function withZeros(draw: Draw, x: Tensor): Tensor {
  const first = draw.integer(0, x.size - 1);
  const second = (first + draw.integer(1, x.size - 1)) % x.size;
  return x.map((value, index) => (index === first || index === second ? 0 : value));
}

export default inputs({
  passes: (draw) => {
    const of = draw.pick(layers);
    const x = draw.tensor([draw.size(2, 3), draw.size(3, 4)], -2, 2);
    return {
      of,
      slip: draw.pick(slipsOf[of]),
      x: of === "relu" || of === "abs" ? withZeros(draw, x) : x,
      seed: draw.integer(0, 1e6),
      options: draw.leavesOut() ? {} : { tolerance: 2 ** -draw.integer(18, 22) },
    };
  },
});
