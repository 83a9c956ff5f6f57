import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/01-neurons/boolean-network.ts")>(
  "01-neurons/boolean-network",
  () => import("./boolean-network.ts"),
);
