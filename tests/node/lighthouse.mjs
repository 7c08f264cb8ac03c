// Runs Lighthouse (https://github.com/GoogleChrome/lighthouse) as a phone on each address given, one Chromium for all,
// and prints for each its scores, its figures and the audits that cost points, as one JSON list.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
// A category without a score is one of whose audits Lighthouse itself broke down, which a busy machine makes it do.
const TRIES = 3;
const judge = async (url) => {
  for (let attempt = 1; ; attempt += 1) {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error", output: "json" });
    if (attempt === TRIES || Object.values(lhr.categories).every(({ score }) => score !== null)) return lhr;
  }
};
const judged = [];
for (const url of process.argv.slice(2)) {
  const lhr = await judge(url);
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
