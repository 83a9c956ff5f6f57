import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/dot-attention.ts")>(
  "11-recurrent-networks/dot-attention",
  () => import("./dot-attention.ts"),
);
