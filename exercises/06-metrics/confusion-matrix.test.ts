import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/confusion-matrix.ts")>(
  "06-metrics/confusion-matrix",
  () => import("./confusion-matrix.ts"),
);
