import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  layers(draw) {
    const [weightShape, biasShape] = [[draw.size(), draw.size()], [draw.size()]];
    return {
      parameters: { weight: draw.tensor(weightShape), bias: draw.tensor(biasShape) },
      gradients: { weight: draw.tensor(weightShape), bias: draw.tensor(biasShape) },
      options: {
        ...(draw.leavesOut() ? {} : { learningRate: draw.number(0, 1) }),
        ...(draw.leavesOut() ? {} : { decay: draw.number(0, 1) }),
      },
    };
  },
});
