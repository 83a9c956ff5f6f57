import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/reduce-max.ts";

exercise<typeof reference>("16-gpu-kernels/reduce-max", () => import("./reduce-max.ts"));
