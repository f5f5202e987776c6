import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Older in-app browsers (WeChat on a phone of five years) must read it; nothing is fetched from elsewhere. */
export default defineConfig({
  base: '/m/',
  plugins: [react()],
  build: {
    target: ['chrome94', 'safari15'],
    manifest: true,
    assetsInlineLimit: 2048,
    reportCompressedSize: false,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
