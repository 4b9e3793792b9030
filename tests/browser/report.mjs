// Drives Chromium over a pair of pipes and uses a report as a reader would: every link, filter, key,
// the search, print, scripts off. Usage: node report.mjs CHROMIUM REPORT.html [FOLDER FOR PICTURES]
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [chromium, file, pictures] = process.argv.slice(2);
const page = pathToFileURL(file).href;
const profile = mkdtempSync(join(tmpdir(), "pincite-browser-"));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-ipc-flooding-protection", "--hide-scrollbars", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
const browser = spawn(chromium, [...flags, "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const pending = new Map();
const listeners = [];
let number = 0;
let rest = "";
browser.stdio[4].setEncoding("utf8").on("data", (data) => {
  const messages = (rest + data).split("\0");
  rest = messages.pop();
  for (const text of messages) {
    const message = JSON.parse(text);
    if (message.id) {
      const { resolve, reject } = pending.get(message.id);
      pending.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    } else for (const listener of listeners) listener(message);
  }
});
let sessionId;
const send = (method, params = {}) => new Promise((resolve, reject) => {
  pending.set(++number, { resolve, reject });
  browser.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + "\0");
});
const event = (name) => new Promise((resolve) => {
  const listener = (message) => {
    if (message.method !== name) return;
    listeners.splice(listeners.indexOf(listener), 1);
    resolve(message.params);
  };
  listeners.push(listener);
});
const complaints = [];
listeners.push(({ method, params }) => {
  if (method === "Runtime.consoleAPICalled") complaints.push(JSON.stringify(params.args));
  if (method === "Runtime.exceptionThrown") complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
  if (method === "Log.entryAdded") complaints.push(params.entry.text);
  if (method === "Network.requestWillBeSent" && !/^(file|data|about):/.test(params.request.url)) complaints.push(`asks for ${params.request.url}`);
});
const run = async (expression) => {
  const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  assert.equal(exceptionDetails, undefined, `${expression}: ${exceptionDetails?.exception?.description}`);
  return result.value;
};
const settle = () => run("new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 30)), 30))");
const load = async (fragment = "") => {
  const blank = event("Page.loadEventFired");
  await send("Page.navigate", { url: "about:blank" });
  await blank;
  const loaded = event("Page.loadEventFired");
  const begun = performance.now();
  await send("Page.navigate", { url: page + fragment });
  await loaded;
  return performance.now() - begun;
};
const go = async (fragment) => {
  // the event comes when the browser has time for it
  await run(`new Promise((done) => {
    const was = location.href;
    addEventListener("hashchange", () => setTimeout(done), { once: true });
    location.hash = ${JSON.stringify(fragment)};
    if (location.href === was) done();
  })`);
  await settle();
};
const press = async (key) => {
  for (const type of ["keyDown", "keyUp"]) await send("Input.dispatchKeyEvent", { type, key, text: type === "keyDown" && key.length === 1 ? key : undefined, windowsVirtualKeyCode: { Tab: 9, Enter: 13, Escape: 27 }[key] });
  await settle();
};
const enter = async () => {
  await send("Input.dispatchKeyEvent", { type: "keyDown", key: "Enter", text: "\r", windowsVirtualKeyCode: 13 });
  await send("Input.dispatchKeyEvent", { type: "keyUp", key: "Enter", windowsVirtualKeyCode: 13 });
  await settle();
};
const view = () => run("document.documentElement.dataset.view");
const hash = () => run("decodeURIComponent(location.hash)");
const shown = () => run("Array.from(document.querySelectorAll('.claim')).filter((it) => it.checkVisibility()).length");
const shoot = async (name) => {
  if (!pictures) return;
  const { data } = await send("Page.captureScreenshot", { format: "png" });
  writeFileSync(join(pictures, `${name}.png`), Buffer.from(data, "base64"));
};
const size = (width, height, mobile = false) => send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
const media = (features, kind = "") => send("Emulation.setEmulatedMedia", { media: kind, features });
const noOverflow = async (what) => {
  assert.ok(await run("document.documentElement.scrollWidth <= innerWidth + 1"), `${what}: wider than the window`);
};

// The contrast of every text with what lies behind it, as WCAG 2 counts it.
const contrast = `(() => {
  const rgb = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const behind = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const color = rgb(getComputedStyle(it).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".unseen, option, noscript, title")) continue;
    const style = getComputedStyle(element);
    const ink = element.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(rgb(ink)), light(behind(element))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.add(element.tagName + "." + element.getAttribute("class") + " " + ((a + .05) / (b + .05)).toFixed(2));
  }
  return [...poor];
})()`;

const figures = {};
try {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  ({ sessionId } = await send("Target.attachToTarget", { targetId, flatten: true }));
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
  await size(1280, 900);
  figures.load = Math.round(await load());
  await settle();
  assert.equal(await view(), "overview");
  assert.equal(await run("document.title"), "Provenance report");
  await shoot("overview");
  const total = await run("document.querySelectorAll('.claim').length");
  figures.claims = total;
  figures.elements = await run("document.querySelectorAll('*').length");

  // how long it takes from the click to the second frame after it
  const took = async (fragment) => Math.round(await run(`new Promise((done) => {
    const begun = performance.now();
    addEventListener("hashchange", () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun))), { once: true });
    location.hash = ${JSON.stringify(fragment)};
  })`));
  figures.filter = await took("#claims?verdict=contradicted");
  const asked = performance.now();
  figures.firstSearch = await took("#claims?q=the");
  await run("new Promise((done) => { const look = () => document.getElementById('in-sources').hidden ? setTimeout(look, 5) : done(); look(); })");
  figures.firstSearchOfSources = Math.round(performance.now() - asked);
  figures.search = await took("#claims?q=an");
  figures.claim = await took(`#${await run("document.querySelectorAll('.claim')[Math.floor(document.querySelectorAll('.claim').length / 2)].id")}`);
  figures.passage = await took(`#${await run("document.querySelector('.sheet[data-passages*=passage]').dataset.passages.split(' ')[0]")}`);
  await go("#overview");

  // every link that the overview offers leads to a view that shows something
  const links = await run("Array.from(document.querySelectorAll('#overview a, nav a')).filter((it) => it.checkVisibility()).map((it) => it.getAttribute('href'))");
  for (const link of new Set(links.slice(0, 120))) {
    await go(link);
    assert.equal(await run("document.getElementById('said').textContent"), "", `${link} leads nowhere`);
  }

  // filters: each shows some claims and not all of them, and its address brings the same ones back
  await go("#claims");
  assert.equal(await shown(), total);
  const filters = await run("Array.from(document.querySelectorAll('.filters select')).map((it) => [it.name, Array.from(it.options).map((option) => option.value).filter(Boolean)])");
  for (const [name, values] of filters) {
    for (const value of values.slice(0, 12)) {
      await run(`(() => { const it = document.getElementById("f-${name}"); it.value = ${JSON.stringify(value)}; it.dispatchEvent(new Event("change", { bubbles: true })); })()`);
      await settle();
      const count = await shown();
      assert.ok(count <= total && new URLSearchParams((await run("location.hash")).split("?")[1]).get(name) === value, `${name}=${value}`);
      if (["verdict", "standing", "level"].includes(name)) {
        const expected = await run(`Array.from(document.querySelectorAll('.claim')).filter((it) => (" " + it.dataset["${name}"] + " ").includes(" ${value} ")).length`);
        assert.equal(count, expected, `${name}=${value}`);
      } else if (name !== "rule") assert.ok(count > 0, `${name}=${value} shows nothing`);
      await run(`document.getElementById("f-${name}").value = ""`);
    }
  }
  await run("document.querySelector('.filters button').click()");
  await settle();
  assert.equal(await shown(), total);

  // search by keyboard
  const word = await run("document.querySelector('.claim h3').textContent.match(/\\p{L}+/gu).sort((a, b) => b.length - a.length)[0]");
  await press("/");
  for (const key of word) await press(key);
  await run("new Promise((done) => setTimeout(done, 200))");
  await settle();
  assert.ok((await shown()) > 0 && (await hash()).startsWith("#claims?q="), "search");
  for (const key of "zzzqqq") await press(key);
  await run("new Promise((done) => setTimeout(done, 250))");
  assert.equal(await shown(), 0);
  assert.match(await run("document.getElementById('shown').textContent"), /No claim/);
  // what no claim cites is found in the sources, and shown there
  const uncited = await run(`(() => {
    const claims = document.getElementById("claims").textContent.toLowerCase();
    for (const sheet of document.querySelectorAll(".sheet")) {
      const text = (sheet.querySelector("noscript") ?? sheet).textContent.replace(/<[^>]*>/g, " ");
      for (const [word] of text.matchAll(/[a-z]{6,}|[0-9]{4,}/g)) if (!claims.includes(word)) return word;
    }
  })()`);
  if (uncited) {
    const asked = performance.now();
    await go(`#claims?q=${uncited}`);
    while (await run("document.getElementById('in-sources').hidden") && performance.now() - asked < 30000) await settle();
    figures.searchOfSources = Math.round(performance.now() - asked);
    assert.equal(await shown(), 0);
    await shoot("in-sources");
    assert.ok(await run("document.querySelector('#in-sources a').checkVisibility()"), `${uncited} is found in no source`);
    await run("document.querySelector('#in-sources a').focus()");
    await enter();
    assert.equal(await view(), "source");
    const place = await run("(() => { const it = document.querySelector('.prose.here'); return [it.textContent, it.getBoundingClientRect().top, it.getBoundingClientRect().bottom]; })()");
    assert.ok(place[0].includes(uncited) && place[1] < 900 && place[2] > 0, `${uncited}: ${place}`);
    const line = await hash();
    await load(line);
    await settle();
    assert.ok(await run("document.querySelector('.prose.here').checkVisibility()"), `${line} is an address of its own`);
  }
  await press("Escape");
  await go("#claims");
  await shoot("claims");

  // a claim that was looked at is no longer than the others when the reader is back
  await run("document.querySelector('.claim').id").then((name) => go(`#${name}`));
  await go("#claims");
  assert.ok(!(await run("document.querySelector('.claim .columns')?.checkVisibility()")), "the list is a list");

  // from claim to claim, to its place in the source and back, by keyboard
  await press("j");
  await enter();
  assert.equal(await view(), "claim");
  assert.equal(await shown(), 1);
  const first = await hash();
  await press("j");
  assert.notEqual(await hash(), first);
  await press("k");
  assert.equal(await hash(), first);
  assert.equal(await run("document.activeElement.tagName"), "H3", "the heading has the focus");
  const place = await run("document.querySelector('.current figcaption a')?.getAttribute('href')");
  assert.ok(place?.startsWith("#passage/"));
  await run("document.querySelector('.current figcaption a').click()");
  await settle();
  await settle();
  assert.equal(await view(), "source");
  const top = await run("document.querySelector('.here').getBoundingClientRect().top");
  assert.ok(top > 0 && top < 900, `the passage is on the screen, not at ${top}`);
  await shoot("passage");
  const back = await run(`(() => { const link = document.querySelector('.here .ref'); const to = link.getAttribute('href'); link.click(); return to; })()`);
  await settle();
  assert.equal(await hash(), back);
  assert.equal(back, first);
  await run("history.back()");
  await settle();
  assert.equal(await view(), "source");
  await settle();
  const again = await run("document.querySelector('.here').getBoundingClientRect().top");
  assert.ok(again > 0 && again < 900, `back is where the reader was, not at ${again}`);
  await press("u");

  // every claim and every source opens, and no text runs out of the window
  const names = await run("Array.from(document.querySelectorAll('article.claim, article.source'), (it) => it.id)");
  for (const name of [...names.slice(0, 200), ...names.slice(-5)]) {
    await run(`location.hash = ${JSON.stringify(`#${name}`)}; new Promise((done) => setTimeout(done))`);
    assert.ok(await run("document.querySelector('.current').checkVisibility()"), `${name} is not shown`);
    await noOverflow(name);
  }
  await settle();
  await go("#pictures");
  assert.equal(await run("scrollY"), 0, "a view begins at its top");
  await shoot("pictures");
  await noOverflow("pictures");
  const dead = await run(`(() => {
    const ids = new Set(Array.from(document.querySelectorAll("[id]"), (it) => it.id));
    const views = /^(overview|claims|claim|evidence|sources|source|passage|line|pictures|content)([/?]|$)/;
    return Array.from(document.querySelectorAll("a"), (it) => it.getAttribute("href")).filter((it) => it.startsWith("#") && !ids.has(it.slice(1)) && !views.test(it.slice(1)));
  })()`);
  assert.deepEqual(dead, []);
  await go("#claim/there-is-none");
  assert.match(await run("document.getElementById('said').textContent"), /no such claim/);

  // colours, light and dark; a phone
  const worst = await run("(document.querySelector('.claim[data-level*=error]') ?? document.querySelector('.claim')).id");
  const busiest = await run("Array.from(document.querySelectorAll('.sheet')).sort((a, b) => b.dataset.passages.length - a.dataset.passages.length)[0]?.closest('.source').id");
  for (const scheme of ["light", "dark"]) {
    await media([{ name: "prefers-color-scheme", value: scheme }]);
    for (const fragment of ["#overview", "#claims", `#${worst}`, `#${busiest}`, "#sources", "#pictures"]) {
      await go(fragment);
      assert.deepEqual(await run(contrast), [], `contrast, ${scheme}, ${fragment}`);
      await shoot(`${scheme}-${fragment.slice(1).split("/")[0]}`);
    }
  }
  await media([]);
  await size(360, 740, true);
  for (const fragment of ["#overview", "#claims", `#${worst}`, `#${busiest}`, "#sources", "#pictures"]) {
    await go(fragment);
    await noOverflow(`phone, ${fragment}`);
    await shoot(`phone-${fragment.slice(1).split("/")[0]}`);
  }
  await size(1280, 900);

  // on paper a filtered list is whole
  await go("#claims?verdict=contradicted");
  await run("dispatchEvent(new Event('beforeprint'))");
  assert.equal(await run("Array.from(document.querySelectorAll('.claim:not([hidden]) noscript')).length"), 0);
  await media([], "print");
  assert.ok(!(await run("document.querySelector('.filters').checkVisibility()")));
  await shoot("print");
  await media([], "");

  // with scripts off everything stands there
  await send("Emulation.setScriptExecutionDisabled", { value: true });
  await load();
  const { root } = await send("DOM.getDocument", { depth: 0 });
  const count = async (selector) => (await send("DOM.querySelectorAll", { nodeId: root.nodeId, selector })).nodeIds.length;
  assert.ok((await count(".evidence")) >= 1 && (await count(".prose")) >= 1);
  await shoot("no-scripts");
  assert.deepEqual(complaints, [], "the console complains");
  console.log(JSON.stringify(figures));
} finally {
  browser.kill();
  await new Promise((done) => browser.on("exit", done));
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch (error) {
    console.error(`${profile} is left: ${error.message}`); // a process of the browser still writes there
  }
}
