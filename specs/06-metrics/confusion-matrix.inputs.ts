import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Class ids, and now and then more classes than occur. */
function classified(draw: Draw, normalise?: string) {
  const [examples, classes] = [draw.size(1, 14), draw.size(2, 4)];
  const how = normalise ?? draw.pick(["none", "true", "predicted", "all"]);
  return {
    predictions: draw.integers([examples], 0, classes - 1),
    labels: draw.integers([examples], 0, classes - 1),
    options: {
      ...(draw.leavesOut() ? {} : { classes: classes + draw.integer(0, 2) }),
      ...(how === "none" && draw.boolean() ? {} : { normalise: how }), // "none" is the default
    },
  };
}

export default inputs({
  confusionMatrix: (draw) => classified(draw),
  counted: (draw) => classified(draw, "none"),
});
