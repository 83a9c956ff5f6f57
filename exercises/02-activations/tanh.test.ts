import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/tanh.ts")>("02-activations/tanh", () => import("./tanh.ts"));
