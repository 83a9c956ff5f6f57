import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/perceptron.ts")>(
  "01-neurons/perceptron",
  () => import("./perceptron.ts"),
);
