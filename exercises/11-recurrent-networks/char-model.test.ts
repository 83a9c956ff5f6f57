import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/11-recurrent-networks/char-model.ts")>(
  "11-recurrent-networks/char-model",
  () => import("./char-model.ts"),
);
