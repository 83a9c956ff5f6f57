import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/06-metrics/precision-recall.ts")>(
  "06-metrics/precision-recall",
  () => import("./precision-recall.ts"),
);
