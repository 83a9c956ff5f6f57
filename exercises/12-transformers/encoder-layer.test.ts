import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/12-transformers/encoder-layer.ts"), "encoderLayerPass">>(
  "12-transformers/encoder-layer",
  () => import("./encoder-layer.ts"),
);
