import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/permutation-mask.ts")>(
  "12-transformers/permutation-mask",
  () => import("./permutation-mask.ts"),
);
