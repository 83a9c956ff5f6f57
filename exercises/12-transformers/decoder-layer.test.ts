import { exercise } from "#graders/student.ts";

exercise<Omit<typeof import("#reference/12-transformers/decoder-layer.ts"), "decoderLayerPass">>(
  "12-transformers/decoder-layer",
  () => import("./decoder-layer.ts"),
);
