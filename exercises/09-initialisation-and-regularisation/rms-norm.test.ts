import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/rms-norm.ts")>(
  "09-initialisation-and-regularisation/rms-norm",
  () => import("./rms-norm.ts"),
);
