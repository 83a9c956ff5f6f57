import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/encoder-decoder.ts")>(
  "11-recurrent-networks/encoder-decoder",
  () => import("./encoder-decoder.ts"),
);
