import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/saturation.ts")>(
  "02-activations/saturation",
  () => import("./saturation.ts"),
);
