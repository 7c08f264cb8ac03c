// Serves the kiosk, and builds it anew when the platform says that something changed (docs/webhooks.md).
import { createServer } from "node:http";
import { Builds } from "./server/builds.mjs";
import { answerOf } from "./server/files.mjs";
import { receiver } from "./server/webhook.mjs";

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.EXAMPLE_PORT || 4321);
const secret = process.env.WEBHOOK_SECRET;

const builds = await Builds.start().catch(() => end("There is no build yet: npm run build"));
const receive = receiver(secret, () => builds.wanted()) ?? end("WEBHOOK_SECRET is none of the platform’s: whsec_…");

const server = createServer((request, response) => {
  const [pathname] = request.url.split("?");
  if (pathname === "/webhook") return receive(request, response);
  return answerOf(builds.files, pathname, request, response);
});
server.on("error", (error) => end(error.message));
server.listen(port, host, () => {
  console.log(`The kiosk is at http://${host}:${port}/`);
  if (secret) return;
  console.log(`To be told of changes: add http://${host}:${port}/webhook in the administration of Agorà, under`);
  console.log("“Avvisi ad altri siti”, and start again with the secret that it shows once: WEBHOOK_SECRET=whsec_…");
});

function end(words) {
  console.error(words);
  process.exit(1);
}
