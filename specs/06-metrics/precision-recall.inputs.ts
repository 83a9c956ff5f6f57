import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Two classes for "binary", up to four for the others, not all of which occur. NaN where a mean can pass over it. */
function classified(draw: Draw) {
  const average = draw.pick(["binary", "micro", "macro", "weighted", "none"]);
  const [examples, classes] = [draw.size(1, 14), average === "binary" ? 2 : draw.size(2, 4)];
  const given = average === "macro" && draw.integer(0, 2) === 0 ? NaN : draw.pick([0.5, 1, 0.25]);
  return {
    predictions: draw.integers([examples], 0, classes - 1),
    labels: draw.integers([examples], 0, classes - 1),
    options: {
      ...(average === "binary" && draw.boolean() ? {} : { average }), // "binary" is the default
      ...(draw.leavesOut() ? {} : { zeroDivision: given }),
    },
  };
}

export default inputs({ precision: classified, recall: classified });
