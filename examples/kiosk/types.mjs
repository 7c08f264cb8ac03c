// Makes the types of everything that the API answers, from its own description.
import { writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const FILE = new URL("src/api-types.d.ts", import.meta.url);

/** Write the types that the platform at AGORA_URL describes. */
export async function makeTypes() {
  const address = new URL("/api/v1/openapi.json", process.env.AGORA_URL || "http://127.0.0.1:8000");
  await writeFile(FILE, astToString(await openapiTS(await described(address))));
}

async function described(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return await answer.text();
  } catch (error) {
    const why = error.cause?.code ?? error.message;
    throw new Error(`Agorà does not answer at ${address} (${why}). Start it (make demo), or say where it is: AGORA_URL=…`);
  }
}
