import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// biome-ignore lint/style/noDefaultExport: vite reads the default export.
export default defineConfig({
  root: here('.'),
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
      // The description of the API is a page of its own: what it is made with is as large as the app.
      input: { index: here('index.html'), docs: here('docs/index.html') },
      output: {
        // In one chunk with its settings, zod is set before any other chunk makes a schema.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-settings/ }] },
      },
    },
  },
})
