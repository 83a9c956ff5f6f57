import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/layer-norm.ts")>(
  "09-initialisation-and-regularisation/layer-norm",
  () => import("./layer-norm.ts"),
);
