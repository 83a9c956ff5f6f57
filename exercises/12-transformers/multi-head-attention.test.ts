import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/multi-head-attention.ts")>(
  "12-transformers/multi-head-attention",
  () => import("./multi-head-attention.ts"),
);
