import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/07-backprop/chain-rule.ts")>(
  "07-backprop/chain-rule",
  () => import("./chain-rule.ts"),
);
