import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/weight-image.ts")>(
  "01-neurons/weight-image",
  () => import("./weight-image.ts"),
);
