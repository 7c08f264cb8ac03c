// Takes what the platform tells (https://www.standardwebhooks.com): believes only what is signed, answers at once.
import { Webhook } from "standardwebhooks";

const MOST_BYTES = 64 * 1024;

/**
 * Return what answers a request to the webhook's address and calls `changed` for each message that is the platform's;
 * nothing where the secret is none. Without a secret nobody is believed.
 */
export function receiver(secret, changed) {
  let webhook;
  try {
    webhook = secret && new Webhook(secret);
  } catch {
    return undefined;
  }

  return async (request, response) => {
    const say = (status, words = "") => response.writeHead(status).end(words);
    if (request.method !== "POST") return response.writeHead(405, { Allow: "POST" }).end();
    if (!webhook) return say(503, "Start the kiosk with WEBHOOK_SECRET.\n");
    let message;
    try {
      message = webhook.verify(await bodyOf(request), request.headers);
    } catch {
      return say(400);
    }
    say(204);
    console.log(`Told: ${message.type} ${message.data?.url ?? ""}`);
    changed();
  };
}

/** Return the bytes as they came, as text; nobody needs to send more than the platform does. */
async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error("Too much");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
