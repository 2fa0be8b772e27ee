import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A failing wait should say so long before the runner gives up on the whole file.
    testTimeout: 10_000,
    hookTimeout: 10_000,
    passWithNoTests: true,
    // No test mocks a module or leaves anything global behind, so files share a worker's modules: half the time.
    isolate: false,
    maxWorkers: 2,
    pool: 'threads',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{shared,preload,main,desk,build,journey}/**/*.test.ts'],
          exclude: ['**/*.process.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          // Real processes and sockets of this machine: with every `npm test`, too slow for every commit.
          name: 'process',
          pool: 'forks',
          environment: 'node',
          include: ['test/**/*.process.test.ts'],
          exclude: ['test/faults/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          exclude: ['**/*.whole.test.tsx'],
        },
      },
      {
        extends: true,
        test: {
          // Whole pages with all their data: with every `npm test`, too slow for every commit.
          name: 'whole',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.whole.test.tsx'],
        },
      },
      {
        extends: true,
        test: {
          // Real networks and disks, made and broken: `npm run test:faults`.
          name: 'faults',
          environment: 'node',
          include: ['test/faults/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Installs and removes programs on this very machine, one test at a time: `npm run test:package`.
          name: 'package',
          pool: 'forks',
          environment: 'node',
          include: ['test/package/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
