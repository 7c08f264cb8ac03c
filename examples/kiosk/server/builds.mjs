// Builds one after the other beside what is served, and serves a new one only when it is whole.
import { rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { astro } from "./astro.mjs";
import { filesOf } from "./files.mjs";

const SERVED = fileURLToPath(new URL("../dist/", import.meta.url));
const NEXT = fileURLToPath(new URL("../dist-next/", import.meta.url));
const MINUTE = 60_000;

export class Builds {
  #isBuilding = false;
  #isWantedAgain = false;
  #day = today();

  /** Begin with the build that is there; every midnight begins another, for today is then another day. */
  static async start() {
    const builds = new Builds();
    builds.files = await filesOf(SERVED);
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
      await this.#build().catch((error) => console.error(`Not built (${error.message}): what is there stays.`));
    }
    this.#isBuilding = false;
  }

  async #build() {
    const began = Date.now();
    this.#day = today();
    await astro(["build", "--outDir", NEXT], { quiet: true });
    const files = await filesOf(NEXT);
    await rm(SERVED, { recursive: true, force: true });
    await rename(NEXT, SERVED);
    this.files = files;
    console.log(`Built anew in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}

function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" }).format(new Date());
}
