import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/encoder-layer.ts")>(
  "12-transformers/encoder-layer",
  () => import("./encoder-layer.ts"),
);
