import { inputs, type Draw } from "#graders/spec/authoring.ts";

type Kind = "additive" | "multiplicative";

const noise = (draw: Draw) => ({
  kind: draw.pick<Kind>(["additive", "multiplicative"]),
  seed: draw.integer(0, 1e6),
  ...(draw.leavesOut() ? {} : { level: draw.number(0.2, 0.9) }),
});

export default inputs({
  withoutNoise: (draw) => ({
    kind: draw.pick<Kind>(["additive", "multiplicative"]),
    input: draw.tensor([draw.size(), draw.size()]),
    ...(draw.boolean()
      ? { training: false, ...(draw.boolean() ? { level: draw.number(0.1, 0.9) } : {}) }
      : { level: 0, ...(draw.boolean() ? { training: draw.boolean() } : {}) }),
  }),
  variance: noise,
  spread: noise,
});
