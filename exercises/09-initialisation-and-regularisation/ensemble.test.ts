import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/ensemble.ts")>(
  "09-initialisation-and-regularisation/ensemble",
  () => import("./ensemble.ts"),
);
