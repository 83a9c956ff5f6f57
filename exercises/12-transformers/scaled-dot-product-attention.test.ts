import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/scaled-dot-product-attention.ts")>(
  "12-transformers/scaled-dot-product-attention",
  () => import("./scaled-dot-product-attention.ts"),
);
