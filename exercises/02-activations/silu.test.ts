import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/02-activations/silu.ts")>("02-activations/silu", () => import("./silu.ts"));
