import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/initialisers.ts")>(
  "09-initialisation-and-regularisation/initialisers",
  () => import("./initialisers.ts"),
);
