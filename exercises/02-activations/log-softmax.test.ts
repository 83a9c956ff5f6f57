import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/log-softmax.ts")>(
  "02-activations/log-softmax",
  () => import("./log-softmax.ts"),
);
