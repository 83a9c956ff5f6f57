import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/leaky-relu.ts")>(
  "02-activations/leaky-relu",
  () => import("./leaky-relu.ts"),
);
