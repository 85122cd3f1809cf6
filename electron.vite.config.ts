import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Everything but Electron and the one native driver is bundled: fewer files to read at start, nothing to hoist when packaged.
const external = ['electron', 'better-sqlite3', 'cpu-features', /\.node$/];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      minify: true,
      rollupOptions: {
        external,
        input: {
          shell: resolve('src/main/shell/main.ts'),
          core: resolve('src/main/shell/core-process.ts'),
          serve: resolve('src/main/serve/main.ts'),
          'sqlite-worker': resolve('src/main/core/adapters/sqlite/worker.ts'),
        },
        // Workers are found beside the file that starts them, so everything lies in one folder.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: { index: resolve('src/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      // electron-vite leaves the renderer unminified unless told.
      minify: true,
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
