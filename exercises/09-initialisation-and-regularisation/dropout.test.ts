import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/dropout.ts")>(
  "09-initialisation-and-regularisation/dropout",
  () => import("./dropout.ts"),
);
