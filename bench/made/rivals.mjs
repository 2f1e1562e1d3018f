// The same pages through Lighthouse or pa11y, one after the other in one browser that stays open: no start is counted.
// Usage: node rivals.mjs lighthouse|pa11y BROWSER URL…   Prints {"seconds", "pages", "version"}.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [rival, executablePath, ...urls] = process.argv.slice(2);
const require = createRequire(path.join(process.cwd(), "package.json"));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const puppeteer = (await load("puppeteer")).default;
const version = require(path.join(process.cwd(), "node_modules", rival, "package.json")).version;
const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const port = Number(new URL(browser.wsEndpoint()).port);
const begun = performance.now();
if (rival === "lighthouse") {
  const lighthouse = (await load("lighthouse")).default;
  for (const url of urls) await lighthouse(url, { port, logLevel: "silent", output: "json" });
} else {
  const pa11y = (await load("pa11y")).default;
  for (const url of urls) await pa11y(url, { browser, standard: "WCAG2AA" });
}
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, pages: urls.length, version }));
await browser.close();
