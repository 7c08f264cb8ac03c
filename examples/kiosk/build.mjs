// Builds the kiosk into dist/: types from the platform's description, all code against them, then the pages.
import { astro } from "./server/astro.mjs";
import { makeTypes } from "./types.mjs";

try {
  await makeTypes();
  await astro(["check", "--minimumFailingSeverity", "warning"]);
  await astro(["build"]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
