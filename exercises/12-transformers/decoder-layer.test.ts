import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/12-transformers/decoder-layer.ts")>(
  "12-transformers/decoder-layer",
  () => import("./decoder-layer.ts"),
);
