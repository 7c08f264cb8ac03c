// The files of one build, held in memory: a visitor gets all of one build or all of the next.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** Bodies hold HTML of the platform: it is safe, and if it ever were not, no script of it would run. */
const HEADERS = {
  "Cache-Control": "no-cache",
  "Content-Security-Policy": "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'",
  "X-Content-Type-Options": "nosniff",
};
const TYPES = { ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8" };

/** Return every file of a folder by the path that it answers; a folder's `index.html` answers for the folder. */
export async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map((file) => fileOf(folder, file))));
}

/** Answer a request from the files of a build. */
export function answerOf(files, pathname, request, response) {
  if (!["GET", "HEAD"].includes(request.method)) return response.writeHead(405, { Allow: "GET, HEAD" }).end();
  if (files.has(`${pathname}/`)) return response.writeHead(301, { Location: `${pathname}/` }).end();
  const found = files.get(pathname);
  const { body, type, tag } = found ?? files.get("/404.html");
  const headers = { ...HEADERS, "Content-Type": type, ETag: tag };
  if (found && request.headers["if-none-match"] === tag) return response.writeHead(304, headers).end();
  response.writeHead(found ? 200 : 404, headers).end(request.method === "HEAD" ? undefined : body);
}

async function fileOf(folder, file) {
  const body = await readFile(file);
  const path = `/${relative(folder, file).split(sep).join("/")}`.replace(/\/index\.html$/, "/");
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;
  return [path, { body, type: TYPES[extname(file)] ?? "application/octet-stream", tag }];
}
