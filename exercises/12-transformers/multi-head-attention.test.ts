import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/12-transformers/multi-head-attention.ts"), "attentionPass">>(
  "12-transformers/multi-head-attention",
  () => import("./multi-head-attention.ts"),
);
