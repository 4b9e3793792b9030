"use strict";
// Without this script the page is one long document. With it one view is shown at a time, each with an
// address of its own: #overview, #claims?verdict=…, #claim/…, #source/…, #passage/…, #line/…, #pictures.
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const by = (id) => document.getElementById(id);
  const form = document.querySelector(".filters");
  const claims = all(".claim").map((element) => ({ element, text: null }));
  const FILTERS = ["verdict", "standing", "level", "source", "file", "tag", "rule"];
  let visible = claims;
  let listed = "#claims";
  let applied = null;

  // What is large lies in <noscript>, which is plain text here, escaped when it was written.
  const fill = (within) => {
    for (const inert of all("noscript", within)) {
      const template = document.createElement("template");
      template.innerHTML = inert.textContent;
      inert.replaceWith(template.content);
    }
  };

  const sheets = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
  }, { rootMargin: "1500px" });
  const draw = (sheet) => {
    sheets.unobserve(sheet);
    fill(sheet);
    sheet.style.minHeight = "";
  };
  let sheetOf = null;
  const findSheet = (passage) => {
    if (!sheetOf) {
      sheetOf = new Map();
      for (const sheet of all(".sheet")) {
        for (const id of sheet.dataset.passages.split(" ")) if (id) sheetOf.set(id, sheet);
      }
    }
    return sheetOf.get(passage);
  };

  const show = (view, title) => {
    root.dataset.view = view;
    document.title = title ? `${title} – Provenance report` : "Provenance report";
    const section = { claim: "claims", source: "sources" }[view] || view;
    for (const link of all("[data-nav]")) {
      if (link.dataset.nav === section) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const only = (element) => {
    for (const other of all(".current")) other.classList.remove("current");
    element.classList.add("current");
  };
  const focus = (element) => element && element.focus({ preventScroll: true });

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
  const words = (claim) => {
    claim.text ??= fold(all("noscript", claim.element).reduce(
      (text, inert) => text + inert.textContent.replace(/<[^>]*>/g, " ")
        .replace(/&(lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity]),
      claim.element.textContent.replace(/<[^>]*>/g, " ") + " "));
    return claim.text;
  };

  // The paragraphs of the sources, which are read a sheet at a time so that typing goes on.
  const SHOWN = 20;
  const folded = new WeakMap();
  const plain = (markup) => markup.replace(/<(a class="ref"|small class="more").*?<\/(a|small)>/gs, "")
    .replace(/<[^>]*>/g, "").replace(/&nbsp;/g, "\u00a0").replace(/&(lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity]);
  const prose = (sheet) => Array.from(
    (sheet.querySelector("noscript")?.textContent ?? sheet.innerHTML).matchAll(/<p class="prose[^"]*" data-line="(\d+)"[^>]*>(.*?)<\/p>/gs),
    ([, line, markup]) => ({ line, text: plain(markup) }));
  const foldedProse = (sheet) => {
    if (!folded.has(sheet)) folded.set(sheet, prose(sheet).map(({ text }) => fold(text)));
    return folded.get(sheet);
  };
  let seeking = 0;
  const seek = (terms) => {
    clearTimeout(seeking);
    const box = by("in-sources");
    box.hidden = true;
    if (terms.join("").length < 3) return;
    const [sheets, hits] = [all(".sheet"), []];
    let at = 0;
    const step = () => {
      const until = performance.now() + 15;
      for (; at < sheets.length && performance.now() < until; at++) {
        foldedProse(sheets[at]).forEach((text, index) => {
          if (terms.every((term) => text.includes(term))) hits.push([sheets[at], index]);
        });
      }
      if (at < sheets.length) seeking = setTimeout(step);
      else tell(box, hits, terms);
    };
    step();
  };
  const tell = (box, hits, terms) => {
    box.hidden = hits.length === 0;
    box.open = visible.length === 0;
    box.querySelector("summary").textContent = `In the text of the sources: ${hits.length} ${hits.length === 1 ? "paragraph" : "paragraphs"}${hits.length > SHOWN ? `, the first ${SHOWN} of which are shown` : ""}`;
    box.querySelector("ol").replaceChildren(...hits.slice(0, SHOWN).map(([sheet, index]) => {
      const source = sheet.closest(".source");
      const { line, text } = prose(sheet)[index];
      const [item, link, words, hit] = ["li", "a", "p", "mark"].map((name) => document.createElement(name));
      link.href = `#line/${source.id.slice("source/".length)}/${line}`;
      link.textContent = `${source.querySelector("h2").textContent}, line ${line}`;
      const begin = Math.max(0, text.toLowerCase().indexOf(terms[0]));
      const end = begin + terms[0].length;
      const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, begin - 60)) + 1);
      hit.textContent = text.slice(begin, end);
      const until = end + 120 < text.length ? Math.max(end, text.lastIndexOf(" ", end + 120)) : text.length;
      words.append(from ? "… " : "", text.slice(from, begin), hit, text.slice(end, until), until < text.length ? " …" : "");
      item.append(link, words);
      return item;
    }));
  };
  const numberOf = (name, value) => {
    const option = all("option", form.elements[name]).find((option) => option.value === value);
    return option ? option.dataset.number ?? value : null;
  };
  const filter = (query) => {
    if (applied === query) return;
    applied = query;
    const wanted = new URLSearchParams(query);
    for (const name of ["q", ...FILTERS]) {
      const [input, value] = [form.elements[name], wanted.get(name) ?? ""];
      if (input && input.value.trim() !== value) input.value = value; // a space just typed stays
    }
    const tests = FILTERS.filter((name) => wanted.get(name)).map((name) => {
      const value = form.elements[name] ? numberOf(name, wanted.get(name)) : null;
      return (claim) => value !== null && ` ${claim.element.dataset[name]} `.includes(` ${value} `);
    });
    const terms = fold(wanted.get("q") ?? "").split(/\s+/).filter(Boolean);
    if (terms.length) tests.push((claim) => terms.every((term) => words(claim).includes(term)));
    visible = claims.filter((claim) => {
      const passes = tests.every((test) => test(claim));
      claim.element.hidden = !passes;
      return passes;
    });
    let heading = null;
    for (const element of by("claims").children) {
      if (element.matches("h2.file")) {
        heading = element;
        heading.hidden = true;
      } else if (heading && element.matches(".claim:not([hidden])")) heading.hidden = false;
    }
    const count = visible.length === claims.length ? `${claims.length} claims` : `${visible.length} of ${claims.length} claims`;
    by("shown").textContent = visible.length ? count : "No claim is like this. Clear a filter, or use fewer words.";
    seek(terms);
  };
  const steps = (element) => {
    const at = visible.findIndex((claim) => claim.element === element);
    for (const [id, claim] of [["previous", at < 0 ? null : visible[at - 1]], ["next", at < 0 ? null : visible[at + 1]]]) {
      by(id).href = claim ? `#${claim.element.id}` : listed;
      if (claim) by(id).removeAttribute("aria-disabled");
      else by(id).setAttribute("aria-disabled", "true");
    }
    by("list").href = listed;
  };

  const views = {
    overview: () => {
      show("overview");
      return by("overview-h");
    },
    claims: (_, query) => {
      show("claims", "Claims");
      listed = query ? `#claims?${query}` : "#claims";
      filter(query);
      return document.activeElement && form.contains(document.activeElement) ? null : by("claims-h");
    },
    claim: (name) => {
      const element = by(`claim/${name}`);
      if (!element) return missing("claim");
      fill(element);
      only(element);
      const heading = element.querySelector("h3");
      show("claim", heading.textContent.slice(0, 80));
      steps(element);
      return heading;
    },
    evidence: (path) => {
      const heading = views.claim(path.slice(0, path.lastIndexOf("/")));
      return by(`evidence/${path}`) || heading;
    },
    sources: () => {
      show("sources", "Sources");
      return by("sources-h");
    },
    source: (name) => {
      const element = by(`source/${name}`);
      if (!element) return missing("source");
      open(element);
      return element.querySelector("h2");
    },
    passage: (path) => {
      const id = `passage/${path}`;
      const sheet = findSheet(id);
      if (!sheet) return missing("passage");
      open(sheet.closest(".source"));
      draw(sheet);
      for (const other of all(".here")) other.classList.remove("here");
      by(id).classList.add("here");
      return by(id);
    },
    line: (path) => {
      const at = path.lastIndexOf("/");
      const [element, line] = [by(`source/${path.slice(0, at)}`), path.slice(at + 1)];
      const sheet = element && all(".sheet", element).find((sheet) => prose(sheet).some((it) => it.line === line));
      if (!sheet) return missing("line");
      open(element);
      draw(sheet);
      for (const other of all(".here")) other.classList.remove("here");
      const paragraph = all(".prose", sheet).find((it) => it.dataset.line === line);
      paragraph.classList.add("here");
      paragraph.tabIndex = -1;
      return paragraph;
    },
    pictures: (path) => {
      show("pictures", "Pictures");
      return path ? by(`pictures/${path}`) : by("pictures-h");
    },
  };
  const open = (element) => {
    only(element);
    show("source", element.querySelector("h2").textContent.slice(0, 80));
    for (const sheet of all(".sheet", element)) {
      if (!sheet.querySelector("noscript")) continue;
      sheet.style.minHeight = `${sheet.dataset.rows * 1.2}rem`;
      sheets.observe(sheet);
    }
  };
  const missing = (what) => {
    by("said").textContent = `There is no such ${what} in this report.`;
    return views.overview();
  };

  // Back and forward return to where the reader was; a link goes to what it names.
  const places = new Map();
  let here = null;
  let followed = true;
  let place = () => {};
  const route = () => {
    const address = location.hash.slice(1) || "overview";
    if (address === "content") return by("content").focus();
    if (here !== null && here !== address) by("said").textContent = "";
    const [path, query = ""] = address.split(/\?(.*)/s);
    const [view, rest] = path.split(/\/(.*)/s);
    const target = Object.hasOwn(views, view) ? views[view](rest, query) : missing("page");
    const near = target && !/^H[12]$/.test(target.tagName) && view !== "claim";
    place = () => {
      if (!followed && places.has(address)) scrollTo(0, places.get(address));
      else if (target && near) target.scrollIntoView({ block: view === "passage" || view === "line" ? "center" : "start" });
      else if (here === null || here === address || here.split("?")[0] !== path) scrollTo(0, 0);
    };
    place();
    if (followed) focus(target);
    here = address;
    followed = false;
  };
  addEventListener("hashchange", route);
  addEventListener("scroll", () => places.set(here, scrollY), { passive: true });
  addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) {
      followed = true;
      return;
    }
    const cited = event.target.closest("mark.cited");
    if (!cited || !getSelection().isCollapsed) return;
    const numbers = cited.dataset.claims.trim().split(" ");
    followed = true;
    if (new Set(numbers).size === 1) location.hash = claims[numbers[0]].element.id;
    else focus(cited.closest(".para").querySelector(`.margin [data-claim="${numbers[0]}"] a`) || null);
  });
  addEventListener("pointerover", (event) => {
    for (const hot of all(".hot")) hot.classList.remove("hot");
    const cited = event.target.closest?.("mark.cited");
    if (!cited) return;
    for (const number of cited.dataset.claims.trim().split(" ")) {
      for (const note of all(`.margin [data-claim="${number}"]`, cited.closest(".text"))) note.classList.add("hot");
    }
  });

  const asked = () => {
    const query = new URLSearchParams();
    for (const name of ["q", ...FILTERS]) {
      const value = form.elements[name]?.value.trim();
      if (value) query.set(name, value);
    }
    return query.toString();
  };
  const go = (query) => (query ? `#claims?${query}` : "#claims");
  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of ["q", ...FILTERS]) if (form.elements[name]) form.elements[name].value = "";
    location.hash = "#claims";
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "q") location.hash = go(asked());
  });
  form.elements.q.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      history.replaceState(null, "", go(asked()));
      route();
    }, 120);
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const follow = (link) => {
      if (link && !link.hasAttribute("aria-disabled")) link.click();
    };
    if (event.key === "/") {
      event.preventDefault();
      if (root.dataset.view !== "claims") {
        followed = true;
        location.hash = listed;
        setTimeout(() => form.elements.q.focus());
      } else form.elements.q.focus();
    } else if (event.key === "u" && root.dataset.view === "claim") follow(by("list"));
    else if (event.key === "j" || event.key === "k") {
      if (root.dataset.view === "claim") return follow(by(event.key === "j" ? "next" : "previous"));
      if (root.dataset.view !== "claims" || !visible.length) return;
      const at = visible.findIndex((claim) => claim.element.contains(document.activeElement));
      const next = visible[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), visible.length - 1)];
      next.element.querySelector("h3 a").focus();
      next.element.scrollIntoView({ block: "nearest" });
    }
  });
  // Paper shows whole what the screen shows in part.
  addEventListener("beforeprint", () => {
    if (root.dataset.view === "claims") for (const claim of visible) fill(claim.element);
    for (const source of all(".source.current")) if (root.dataset.view === "source") all(".sheet", source).forEach(draw);
  });
  history.scrollRestoration = "manual";
  filter("");
  route();
  addEventListener("load", () => place()); // the browser has gone to the fragment itself
});
