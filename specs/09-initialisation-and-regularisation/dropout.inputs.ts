import { inputs, type Draw } from "#graders/spec/authoring.ts";

const chance = (draw: Draw) => ({ seed: draw.integer(0, 1e6), p: draw.number(0.2, 0.8) });

export default inputs({
  withoutChance: (draw) => ({
    input: draw.tensor([draw.size(), draw.size()]),
    options: draw.boolean()
      ? { training: false, ...(draw.boolean() ? { p: draw.number(0.1, 0.9) } : {}) }
      : { p: 0, ...(draw.boolean() ? { training: draw.boolean() } : {}) },
  }),
  /** So many entries that some are dropped and some kept. */
  restored: (draw) => ({
    input: draw.tensor([draw.size(3, 6), draw.size(4, 8)]),
    seed: draw.integer(0, 1e6),
    options: {
      ...(draw.leavesOut() ? {} : { p: draw.number(0.1, 0.9) }),
      ...(draw.leavesOut() ? {} : { training: draw.integer(0, 3) > 0 }),
    },
  }),
  share: chance,
  company: chance,
  variation: chance,
  dropoutBackward: (draw) => {
    const mask = draw.choices([draw.size(2, 4), draw.size(3, 5)], [0, 1]);
    const p = draw.leavesOut() ? {} : { p: draw.number(0.1, 0.9) };
    const training = draw.boolean();
    return {
      mask: training ? mask : mask.mul(0).add(1),
      gradOutput: draw.tensor(mask.shape),
      options: { ...p, ...(training && draw.boolean() ? {} : { training }) },
    };
  },
});
