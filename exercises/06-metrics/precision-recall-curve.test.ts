import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/precision-recall-curve.ts")>(
  "06-metrics/precision-recall-curve",
  () => import("./precision-recall-curve.ts"),
);
