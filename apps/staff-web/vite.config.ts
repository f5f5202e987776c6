import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The desktop web, served at `/`. The server reads the manifest to know what to preload. */
export default defineConfig({
  base: '/',
  plugins: [react()],
  build: { outDir: 'dist', manifest: true, target: 'es2023' },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
