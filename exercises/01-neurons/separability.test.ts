import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/separability.ts")>(
  "01-neurons/separability",
  () => import("./separability.ts"),
);
