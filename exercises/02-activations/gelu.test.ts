import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/gelu.ts")>("02-activations/gelu", () => import("./gelu.ts"));
