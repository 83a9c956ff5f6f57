import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/fine-tune.ts")>(
  "12-transformers/fine-tune",
  () => import("./fine-tune.ts"),
);
