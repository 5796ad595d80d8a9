import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// biome-ignore lint/style/noDefaultExport: vite reads the default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: 'dist',
    // `/assets` is where CloudFront serves the pictures from.
    assetsDir: 'page',
    emptyOutDir: true,
    // The first versions that know light-dark(); older targets would have it rewritten into something that breaks.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: URL would need a wider content security policy than files of our own do.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // In one chunk with its settings, zod is set before any other chunk makes a schema.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-settings/ }] },
      },
    },
  },
})
