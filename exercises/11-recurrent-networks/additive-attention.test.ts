import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/additive-attention.ts")>(
  "11-recurrent-networks/additive-attention",
  () => import("./additive-attention.ts"),
);
