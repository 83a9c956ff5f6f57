import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/binary-cross-entropy.ts")>(
  "03-losses/binary-cross-entropy",
  () => import("./binary-cross-entropy.ts"),
);
