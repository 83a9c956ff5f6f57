import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/04-linear-models/ridge-lasso.ts")>(
  "04-linear-models/ridge-lasso",
  () => import("./ridge-lasso.ts"),
);
