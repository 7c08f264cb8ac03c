import { defineConfig, envField } from "astro/config";

const asText = (byDefault) => envField.string({ context: "server", access: "public", default: byDefault });

export default defineConfig({
  env: { schema: { AGORA_URL: asText("http://127.0.0.1:8000"), TERRITORY: asText("pavia") } },
  build: { inlineStylesheets: "never" },
  devToolbar: { enabled: false },
});
