import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/self-attention.ts")>(
  "12-transformers/self-attention",
  () => import("./self-attention.ts"),
);
