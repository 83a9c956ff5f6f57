import { defineConfig } from "vitest/config";
export default defineConfig({ test: { root: "/work/main", include: ["benchmarks/gradcheck/**/*.test.ts"], testTimeout: 30000 } });
