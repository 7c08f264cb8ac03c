// Builds one after the other beside what is served, and serves a new one only when it is whole.
import { spawn } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { filesOf } from "./files.mjs";

const ROOT = new URL("..", import.meta.url);
const [SERVED, NEXT] = ["dist", "dist-next"].map((name) => new URL(`${name}/`, ROOT).pathname);
const ASTRO = new URL("node_modules/astro/astro.js", ROOT).pathname;
const MINUTE = 60_000;

export class Builds {
  #isBuilding = false;
  #isWantedAgain = false;
  #day = today();

  /** Begin with the build that is there; every midnight begins another, for today is then another day. */
  static async start() {
    const builds = new Builds();
    builds.files = await filesOf(SERVED).catch(() => {
      console.error("There is no build yet: npm run build");
      process.exit(1);
    });
    setInterval(() => builds.#day !== today() && builds.wanted(), MINUTE).unref();
    return builds;
  }

  /** Build, or once more after the build that is going on: it may have asked before the change. */
  async wanted() {
    this.#isWantedAgain = true;
    if (this.#isBuilding) return;
    this.#isBuilding = true;
    while (this.#isWantedAgain) {
      this.#isWantedAgain = false;
      this.#day = today();
      await this.#build().catch((error) => console.error(`The build failed (${error.message}); what is there stays.`));
    }
    this.#isBuilding = false;
  }

  async #build() {
    const began = Date.now();
    await astro("build", "--outDir", NEXT);
    const files = await filesOf(NEXT);
    await rm(SERVED, { recursive: true, force: true });
    await rename(NEXT, SERVED);
    this.files = files;
    console.log(`Built anew in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}

function astro(...command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ASTRO, ...command], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`astro ended with ${code}`))));
  });
}

function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" }).format(new Date());
}
