import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/04-linear-models/softmax-regression.ts")>(
  "04-linear-models/softmax-regression",
  () => import("./softmax-regression.ts"),
);
