import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/04-linear-models/logistic-regression.ts")>(
  "04-linear-models/logistic-regression",
  () => import("./logistic-regression.ts"),
);
