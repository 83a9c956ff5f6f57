import { inputs, type Draw } from "#graders/spec/authoring.ts";

function drawOptions(draw: Draw) {
  return {
    ...(draw.integer(0, 3) === 0 ? {} : { epochs: draw.integer(1, 5) }),
    ...(draw.leavesOut() ? {} : { batchSize: draw.integer(1, 7) }),
  };
}

function drawExamples(draw: Draw, features: number) {
  const count = draw.size(1, 9);
  return { inputs: draw.tensor([count, features]), targets: draw.tensor([count]) };
}

export default inputs({
  fitPlane(draw) {
    const features = draw.size(1, 4);
    const { inputs: validationInputs, targets: validationTargets } = drawExamples(draw, features);
    return { ...drawExamples(draw, features), validationInputs, validationTargets, options: drawOptions(draw) };
  },
  fitWithoutValidation: (draw) => ({ ...drawExamples(draw, draw.size(1, 4)), options: drawOptions(draw) }),
  callBack: (draw) => ({
    ...drawExamples(draw, draw.size(1, 4)),
    stopAfter: draw.integer(1, 6),
    options: drawOptions(draw),
  }),
  shownExamples: (draw) => ({
    count: draw.integer(2, 40),
    random: draw.random(),
    options: { epochs: draw.integer(1, 4), ...(draw.leavesOut() ? {} : { batchSize: draw.integer(1, 41) }) },
  }),
  /** So many that 15 or more of them keep their places once in 10¹² shuffles. */
  movedPlaces: (draw) => ({ count: draw.integer(20, 40), random: draw.random() }),
});
