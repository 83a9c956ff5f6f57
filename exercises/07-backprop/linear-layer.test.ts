import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/07-backprop/linear-layer.ts")>(
  "07-backprop/linear-layer",
  () => import("./linear-layer.ts"),
);
