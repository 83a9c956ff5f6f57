import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/04-linear-models/linear-regression.ts")>(
  "04-linear-models/linear-regression",
  () => import("./linear-regression.ts"),
);
