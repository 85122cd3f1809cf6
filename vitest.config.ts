import { defineConfig } from 'vitest/config';

/** One project a suite, so that `npm test` can name, time and skip each by itself. */
const suite = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, environment: 'node' as const, testTimeout: 30_000, hookTimeout: 60_000, ...extra },
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts', 'test/*.test.ts']),
      suite('packages', ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts']),
      suite('conformance', ['test/conformance/**/*.test.ts']),
      suite('simulation', ['test/sim/**/*.test.ts'], { testTimeout: 300_000 }),
      suite('kill', ['test/kill/**/*.test.ts'], { testTimeout: 300_000 }),
      suite('lab', ['test/lab/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
