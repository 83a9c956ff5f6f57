import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/reduce-sum.ts";

exercise<typeof reference>("16-gpu-kernels/reduce-sum", () => import("./reduce-sum.ts"));
