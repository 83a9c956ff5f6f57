import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/threshold-unit.ts")>(
  "01-neurons/threshold-unit",
  () => import("./threshold-unit.ts"),
);
