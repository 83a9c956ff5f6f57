import { exercise } from "#graders/student.ts";
import type { NesterovModule } from "#specs/08-optimisers/nesterov.programs.ts";

exercise<NesterovModule>("08-optimisers/nesterov", () => import("./nesterov.ts"));
