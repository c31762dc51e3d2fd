import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The console: a page with its script and styles beside it under hashed names, so that a strict content policy
// (default-src 'self') lets it run and nothing else. The program carries the folder.
export default defineConfig({
  plugins: [react()],
  base: "/",
  build: {
    outDir: "../build/web/console",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { input: "index.html" },
  },
});
