import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/train-transformer.ts")>(
  "12-transformers/train-transformer",
  () => import("./train-transformer.ts"),
);
