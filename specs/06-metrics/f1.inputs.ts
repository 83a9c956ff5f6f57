import { inputs, type Draw } from "#graders/spec/authoring.ts";

type Average = "binary" | "micro" | "macro" | "weighted" | "none";

/** Two classes for "binary", up to four for the others, not all of which occur. NaN where a mean can pass over it. */
function classified(draw: Draw, average: Average) {
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

export default inputs({
  f1Score: (draw) => classified(draw, draw.pick(["binary", "micro", "macro", "weighted", "none"])),
  fBetaScore: (draw) => {
    const { options, ...rest } = classified(draw, draw.pick(["binary", "micro", "macro", "weighted", "none"]));
    return { ...rest, options: { ...(draw.leavesOut() ? {} : { beta: draw.number(0, 4) }), ...options } };
  },
  exchangeable: (draw) => classified(draw, draw.pick(["binary", "micro", "macro", "none"])),
});
