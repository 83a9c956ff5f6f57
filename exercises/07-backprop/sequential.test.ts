import { exercise } from "#graders/student.ts";
import type { SequentialModule } from "#specs/07-backprop/sequential.programs.ts";

exercise<SequentialModule>("07-backprop/sequential", () => import("./sequential.ts"));
