// Makes the types of everything that the API answers, from its own description: `npm run types`.
import { writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const address = new URL("/api/v1/openapi.json", process.env.AGORA_URL || "http://127.0.0.1:8000");

try {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const types = astToString(await openapiTS(await answer.text()));
  await writeFile(new URL("src/api-types.d.ts", import.meta.url), types);
} catch (error) {
  console.error(`Agorà does not describe itself at ${address} (${error.cause?.code ?? error.message}).`);
  console.error("Start it (make demo), or say where it is: AGORA_URL=https://… npm run build");
  process.exit(1);
}
