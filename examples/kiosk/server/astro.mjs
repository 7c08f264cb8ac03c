// Runs a command of Astro in this folder; it counts nobody's builds (https://astro.build/telemetry/).
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../node_modules/astro/astro.js", import.meta.url));

/** Wait for a command to end; it throws if that did not go well. Only what is wrong is printed where `quiet`. */
export function astro(command, { quiet = false } = {}) {
  const stdio = ["ignore", quiet ? "ignore" : "inherit", "inherit"];
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [PROGRAM, ...command], { cwd: ROOT, env, stdio });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`astro ${command[0]} ended with ${code}`))));
  });
}
