import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/09-initialisation-and-regularisation/noise-injection.ts")>(
  "09-initialisation-and-regularisation/noise-injection",
  () => import("./noise-injection.ts"),
);
