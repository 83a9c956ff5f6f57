import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/saxpy.ts";

exercise<typeof reference>("16-gpu-kernels/saxpy", () => import("./saxpy.ts"));
