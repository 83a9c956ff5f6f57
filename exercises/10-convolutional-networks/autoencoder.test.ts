import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/10-convolutional-networks/autoencoder.ts")>(
  "10-convolutional-networks/autoencoder",
  () => import("./autoencoder.ts"),
);
