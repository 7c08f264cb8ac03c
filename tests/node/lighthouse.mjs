// Runs Lighthouse (https://github.com/GoogleChrome/lighthouse) as a phone on each address given, one Chromium for all,
// and prints for each its scores, its figures and the audits that cost points, as one JSON list.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
const judged = [];
for (const url of process.argv.slice(2)) {
  const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error", output: "json" });
  const lost = (category) =>
    category.auditRefs
      .filter(({ id, weight }) => weight && ![1, null].includes(lhr.audits[id].score))
      .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  const categories = Object.entries(lhr.categories);
  judged.push({
    url,
    error: lhr.runtimeError?.message,
    scores: Object.fromEntries(categories.map(([name, { score }]) => [name, Math.round(score * 100)])),
    lost: Object.fromEntries(categories.map(([name, category]) => [name, lost(category)])),
  });
}
await chrome.kill();
console.log(JSON.stringify(judged));
