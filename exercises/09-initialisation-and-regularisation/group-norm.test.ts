import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/group-norm.ts")>(
  "09-initialisation-and-regularisation/group-norm",
  () => import("./group-norm.ts"),
);
