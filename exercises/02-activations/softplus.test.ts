import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/softplus.ts")>(
  "02-activations/softplus",
  () => import("./softplus.ts"),
);
