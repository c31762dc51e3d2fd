import { createHash } from "node:crypto";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// The report is one file that opens from file://, where module scripts from other files do not run: script and styles are
// put into the page, the script as a classic one behind the data that it reads. The policy lets that one script run and
// forbids every request, so that no text in the data can become code or call home.
function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["report.html"];
      if (page?.type !== "asset") this.error("report.html was not built");
      let script = "";
      let styles = "";
      for (const [name, part] of Object.entries(bundle)) {
        if (name === "report.html") continue;
        if (part.type === "chunk") script += part.code;
        else if (name.endsWith(".css")) styles += part.source;
        else this.error(`${name} does not fit into one file`);
        delete bundle[name];
      }
      script = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
      const digest = createHash("sha256").update(script).digest("base64");
      const policy = `default-src 'none'; script-src 'sha256-${digest}'; style-src 'unsafe-inline'; img-src data: blob:`;
      page.source = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, "")
        .replace(/\s*<link rel="stylesheet"[^>]*>/, "")
        .replace("<title>", () => `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <title>`)
        .replace("</head>", () => `  <style>${styles}</style>\n  </head>`)
        .replace("</body>", () => `  <script>${script}</script>\n  </body>`);
    },
  };
}

export default defineConfig({
  plugins: [react(), oneFile()],
  build: {
    outDir: "../build/web",
    emptyOutDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    target: "es2022",
    rolldownOptions: { input: "report.html", output: { format: "iife" } },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
} as Parameters<typeof defineConfig>[0]);
