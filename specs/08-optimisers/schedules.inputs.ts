import { tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

type Options = { readonly [name: string]: number };

/** Options of each schedule, those that may be left out now and then. */
const drawOptions: { readonly [name: string]: (draw: Draw) => Options } = {
  stepDecay: (draw) => ({
    stepSize: draw.integer(1, 5),
    ...(draw.leavesOut() ? {} : { gamma: draw.number(0.1, 0.95) }),
  }),
  exponentialDecay: (draw) => ({ gamma: draw.number(0.3, 1) }),
  cosineDecay: (draw) => ({
    totalSteps: draw.integer(1, 12),
    ...(draw.leavesOut() ? {} : { minLearningRate: draw.number(0, 0.1) }),
  }),
  linearWarmup: (draw) => ({
    warmupSteps: draw.integer(1, 9),
    ...(draw.leavesOut() ? {} : { startFactor: draw.number(0, 1) }),
  }),
  inverseSquareRoot: (draw) => ({ warmupSteps: draw.integer(1, 9) }),
  oneCycle: (draw) => ({
    totalSteps: draw.integer(8, 20),
    ...(draw.leavesOut() ? {} : { riseShare: draw.number(0.2, 0.8) }),
    ...(draw.leavesOut() ? {} : { startDivisor: draw.number(2, 30) }),
    ...(draw.leavesOut() ? {} : { endDivisor: draw.number(2, 30) }),
  }),
};

export default inputs({
  curveOf(draw) {
    const name = draw.pick(Object.keys(drawOptions));
    const options: Options = { learningRate: draw.number(0.1, 3), ...drawOptions[name]!(draw) };
    // One cycle ends with its last step; the others go on.
    return { name, steps: name === "oneCycle" ? options["totalSteps"] : draw.integer(8, 16), options };
  },
  /** Losses that fall now and then, and by little more or less than the threshold. */
  ratesAfter(draw) {
    const threshold = draw.pick([undefined, draw.number(0.01, 0.2)]);
    let loss = draw.number(2, 3);
    const losses = Array.from({ length: draw.integer(8, 20) }, () => {
      const progress = loss * (1 - (threshold ?? 1e-4) * draw.pick([0.5, 1.5, 3]));
      const next = draw.pick([progress, loss * draw.number(1.001, 1.2), loss * draw.number(1.001, 1.2)]);
      loss = Math.min(loss, next);
      return next;
    });
    return {
      losses: tensor(losses),
      options: {
        learningRate: draw.number(0.1, 3),
        ...(draw.leavesOut() ? {} : { factor: draw.number(0.1, 0.9) }),
        ...(draw.integer(0, 5) === 0 ? {} : { patience: draw.integer(0, 3) }),
        ...(threshold === undefined ? {} : { threshold }),
        ...(draw.leavesOut() ? {} : { minLearningRate: draw.number(0, 0.1) }),
      },
    };
  },
});
