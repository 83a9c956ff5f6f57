import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/weight-decay.ts")>(
  "09-initialisation-and-regularisation/weight-decay",
  () => import("./weight-decay.ts"),
);
