import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/12-transformers/scaled-dot-product-attention.ts"), "scaledDotProductPass">>(
  "12-transformers/scaled-dot-product-attention",
  () => import("./scaled-dot-product-attention.ts"),
);
