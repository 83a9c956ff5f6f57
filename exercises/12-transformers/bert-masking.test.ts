import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/bert-masking.ts")>(
  "12-transformers/bert-masking",
  () => import("./bert-masking.ts"),
);
