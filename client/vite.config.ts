/** Builds the client into the server's package; the result obeys `default-src 'self'` (no inline script, style or data URL). */
import { transformAsync } from "@babel/core";
import linguiMacro from "@lingui/babel-plugin-lingui-macro";
import { makeConfig } from "@lingui/conf";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

const server = process.env.PARTA_SERVER ?? "http://127.0.0.1:8080";

const macros = makeConfig({ sourceLocale: "ru", locales: ["ru"] }, { skipValidation: true });

/** Lingui's macros. Russian stands in the source and stays in the build: no catalogue, no extraction step for it. */
function linguiMacros(): Plugin {
  return {
    name: "parta-lingui-macros",
    enforce: "pre",
    transform: {
      filter: { id: /\.tsx?(?:$|\?)/, code: /@lingui\/(?:react|core)\/macro/ },
      async handler(code, id) {
        const made = await transformAsync(code, {
          filename: id.replace(/\?.*$/, ""),
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: ["typescript", "jsx"] },
          plugins: [[linguiMacro, { descriptorFields: "message", linguiConfig: macros }]],
        });
        return made?.code ? { code: made.code, map: made.map } : null;
      },
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    linguiMacros(),
    tailwindcss(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      injectRegister: null,
      manifestFilename: "manifest.webmanifest",
      injectManifest: { globPatterns: ["**/*.{js,css,html,svg,woff2}"], maximumFileSizeToCacheInBytes: 3_000_000 },
      manifest: {
        id: "/",
        name: "Парта",
        short_name: "Парта",
        description: "Закрытая школьная связь",
        lang: "ru",
        start_url: "/",
        scope: "/",
        display: "standalone",
        background_color: "#ffffff",
        theme_color: "#ffffff",
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
    }),
  ],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    outDir: "../server/parta/web/static",
    emptyOutDir: true,
    target: ["chrome111", "safari16.4", "firefox128"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // What the first screens share comes as one file: many small ones cost a phone more than they save. What only a
    // later screen asks for stays with it.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "shared",
              test: /src\/(?:kit\/(?!\w+Parts|DateField|TimeField|MaskedField|FileDrop|Table|choices)|concepts\/(?:rooms|admission\/start|school\/(?!school))|sync\/(?!forget)|app\/(?:Page|routes|session))|@tanstack\/(?:query-core|react-query)/,
            },
          ],
        },
      },
    },
    sourcemap: false,
  },
  server: {
    port: 5173,
    proxy: { "/api": { target: server }, "/ws": { target: server, ws: true }, "/health": { target: server } },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    maxWorkers: 1,
  },
});
