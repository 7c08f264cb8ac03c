// Serves the kiosk, and builds it anew when the platform says that something changed (docs/webhooks.md): `npm run serve`.
import { createServer } from "node:http";
import { Builds } from "./server/builds.mjs";
import { answerOf } from "./server/files.mjs";
import { receiver } from "./server/webhook.mjs";

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.EXAMPLE_PORT || 4321);
const secret = process.env.WEBHOOK_SECRET;

const builds = await Builds.start().catch(() => {
  console.error("There is no build yet: npm run build");
  process.exit(1);
});
const receive = receiver(secret, () => builds.wanted());

createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://kiosk");
  if (pathname === "/webhook") return receive(request, response);
  answerOf(builds.files, pathname, request, response);
}).listen(port, host, () => {
  console.log(`The kiosk is at http://${host}:${port}/`);
  if (!secret) {
    console.log(`To be told of changes: add http://${host}:${port}/webhook in the administration of Agorà under`);
    console.log("“Avvisi ad altri siti”, and start again with the secret that it shows once: WEBHOOK_SECRET=whsec_…");
  }
});
