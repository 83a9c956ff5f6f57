import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/07-backprop/mlp.ts")>("07-backprop/mlp", () => import("./mlp.ts"));
