// What all pages share: the frame, dates, and who names whom.
import { readFileSync } from "node:fs";

const here = (path) => new URL(path, import.meta.url);
export const words = Object.fromEntries(
  ["ja", "en"].map((lang) => [lang, JSON.parse(readFileSync(here(`./words/${lang}.json`)))]),
);
export const BASE = words.ja.base;
export const AS_OF = words.ja.as_of;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const esc = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);
export const root = (lang) => (lang === "ja" ? "/" : `/${lang}/`);
export const address = (lang, kind, id) => `${root(lang)}${kind}/${id}/`;

// One pass over all pages: by id, and by what names them.
export function relate(pages) {
  const found = {};
  for (const lang of ["ja", "en"]) found[lang] = { all: {}, of: {} };
  for (const page of pages) {
    const { kind, rid, lang } = page.data;
    if (!rid) continue;
    const { all, of } = found[lang];
    (all[kind] ??= new Map()).set(rid, page.data);
    for (const [to, id] of named(page.data)) ((of[to] ??= new Map()).get(id) ?? of[to].set(id, []).get(id)).push(page.data);
  }
  for (const lang of ["ja", "en"]) {
    const { all, of } = found[lang];
    const byDate = (a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : a.rid < b.rid ? -1 : 1);
    found[lang].events = [...(all.events?.values() ?? [])].sort(byDate);
    for (const [to, groups] of Object.entries(of)) if (to.endsWith(":events")) for (const group of groups.values()) group.sort(byDate);
  }
  return found;
}

function* named(data) {
  const kind = data.kind;
  for (const party of data.organizers ?? data.partners ?? []) yield [`organizations:${kind}`, party.organization];
  for (const place of data.place ? [data.place] : data.places ?? []) yield [`places:${kind}`, place];
  for (const theme of data.themes ?? []) yield [`themes:${kind}`, theme];
  if (kind === "places") yield ["organizations:places", data.run_by];
  if (kind !== "events") return;
  yield ["fiscal:events", data.fiscal];
  if (data.project) yield ["projects:events", data.project];
  if (data.series) yield ["series:events", data.series];
}

export function day(text, lang) {
  const [year, month, date] = text.slice(0, 10).split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  const rest = words[lang].holidays[text.slice(0, 10)] ? words[lang].t.date_holiday : "";
  const said = lang === "ja" ? `${year}年${month}月${date}日(${words.ja.weekdays[weekday]}${rest})` : `${WEEKDAYS[weekday]}, ${date} ${MONTHS[month - 1]} ${year}${rest && ` (${rest})`}`;
  return `<time datetime="${text.slice(0, 10)}">${said}</time>`;
}

// A day without its weekday.
export function date(text, lang) {
  const [year, month, number] = text.slice(0, 10).split("-").map(Number);
  return `<time datetime="${text.slice(0, 10)}">${lang === "ja" ? `${year}年${month}月${number}日` : `${number} ${MONTHS[month - 1]} ${year}`}</time>`;
}

export function clock(text, lang) {
  const [hour, minute] = text.slice(11, 16).split(":").map(Number);
  const said = lang === "ja" ? `${hour}時${minute ? `${minute}分` : ""}` : `${hour}:${text.slice(14, 16)}`;
  return `<time datetime="${text.slice(0, 16)}">${said}</time>`;
}

export function month(text, lang) {
  const [year, number] = text.split("-").map(Number);
  return `<time datetime="${text}">${lang === "ja" ? `${year}年${number}月` : `${MONTHS[number - 1]} ${year}`}</time>`;
}

export const span = (event) =>
  event.lang === "ja"
    ? `${day(event.starts, "ja")} ${clock(event.starts, "ja")}から${clock(event.ends, "ja")}まで`
    : `${day(event.starts, "en")} ${clock(event.starts, "en")} to ${clock(event.ends, "en")}`;

export function block(event) {
  const [year, number, date] = event.starts.slice(0, 10).split("-").map(Number);
  const weekday = new Date(Date.UTC(year, number - 1, date)).getUTCDay();
  const head = event.lang === "ja" ? `${year}.${number}` : `${MONTHS[number - 1].slice(0, 3)} ${year}`;
  return `<span class="date-block" aria-hidden="true">
  <span class="date-month">${head}</span>
<span class="date-day">${date}</span><span class="date-weekday">${words[event.lang].weekdays[weekday]}</span></span>`;
}

const SOON = new Date(Date.parse(AS_OF.slice(0, 10)) + 7 * 86_400_000).toISOString().slice(0, 10);

export function state(event) {
  if (event.status === "cancelled") return "cancelled";
  if (event.starts < AS_OF) return "held";
  const signing = event.registration;
  if (!signing) return "announced";
  if (signing.deadline < AS_OF) return "closed";
  if (signing.opens > AS_OF) return "not-yet-open";
  return signing.deadline < SOON ? "closing-soon" : "open";
}

const key = (name) => name.replaceAll("-", "_");
const oneState = (name, t) => `<span data-state="${name}"><span class="chip chip-${name}">${t[`state_${key(name)}`]}</span> <span class="why">${t[`why_${key(name)}`]}</span></span>`;

export function chip(event) {
  const { t } = words[event.lang];
  const moved = event.status === "rescheduled" ? `\n<span><span class="chip chip-moved">${t.state_rescheduled}</span> <span class="why">${t.why_rescheduled}</span></span>` : "";
  return `\n${oneState(state(event), t)}${moved}`;
}

// Every state an event can come into while its page is looked at.
const STATES = ["cancelled", "postponed", "held", "past", "unconfirmed", "planned", "running", "waiting-list", "full", "closed", "not-yet-open", "closing-soon", "open", "announced"];
export const states = (lang) => `
<template data-zone="Asia/Tokyo">
${STATES.map((name) => oneState(name, words[lang].t)).join("\n")}
</template>`;

export function line(event) {
  const { t } = words[event.lang];
  const off = event.status === "cancelled";
  const mark = off ? ` <span class="chip chip-cancelled">${t.state_cancelled}</span>` : event.status === "rescheduled" ? ` <span class="chip chip-moved">${t.state_rescheduled}</span>` : "";
  return `
  <li><span class="line-date">${off ? `<s>${span(event)}</s>` : span(event)}</span> <span><a href="${address(event.lang, "events", event.rid)}">${esc(event.title)}</a>${mark}</span></li>`;
}

export const summary = (data) => `
  <li><span><a href="${address(data.lang, data.kind, data.rid)}">${esc(data.title)}</a></span> <span class="line-summary">${esc(data.description)}</span></li>`;

export function card(event, records) {
  const { t } = words[event.lang];
  const name = state(event);
  const place = records[event.lang].all.places.get(event.place);
  return `
  <li class="card event-card" data-event="${event.rid}" data-starts="${event.starts}">
  ${block(event)}
  <div>
    <h3 class="card-title"><a href="${address(event.lang, "events", event.rid)}">${esc(event.title)}</a></h3>
    <p class="card-when">${span(event)}</p>
    <p class="card-where"><a href="${address(event.lang, "places", place.rid)}">${esc(place.title)}</a></p>
    <p class="card-chips"><span data-state="${name}"><span class="chip chip-${name}">${t[`state_${key(name)}`]}</span></span>${event.free ? ` <span class="chip">${t.event_free}</span>` : ""}</p>
  </div>
</li>`;
}

export const section = (id, heading, items) =>
  items.length
    ? `
<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
<ul class="lines">${items.join("")}
</ul>

</section>`
    : "";

const bars = new Map();
function bar(lang, kind) {
  const key = `${lang} ${kind}`;
  if (!bars.has(key)) bars.set(key, makeBar(lang, kind));
  return bars.get(key);
}

const HEARD = ["list", "one", "many", "all", "offered-one", "offered-many", "none", "close", "other", "read-as", "failed", "to-map", "recent", "settings"];

function makeBar(lang, kind) {
  const { t, title, menu } = words[lang];
  const top = root(lang);
  const here = menu.find((part) => part.covers.includes(kind));
  const parts = menu.map((part) => `\n          <li><a href="${top}${part.path}"${part === here ? ' class="is-current"' : ""}>${part.title}</a></li>`);
  const pages = here?.pages.length ? `
  <details class="sub">
    <summary>${t.shell_in_section}</summary>
    <nav aria-label="${t.shell_sub_menu}">
      <ul>${here.pages.map((page) => `
        <li><a href="${top}${page.path}">${page.title}</a></li>`).join("")}
      </ul>
    </nav>
  </details>` : "";
  return [
    `<a class="skip" href="#main">${t.shell_skip}</a>

<header class="site-header">
  <div class="demo">
    <p>${t.shell_demo} <a href="${top}about/">${t.shell_demo_more}</a></p>
  </div>
  <div class="bar">
    <a class="site-name" href="${top}">
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path class="roof" d="M3 15 16 3l13 12z"/><path class="wall" d="M7 16h18v12H7z"/><path class="arch" d="M13 28v-5a3 3 0 0 1 6 0v5z"/></svg>
      <span>${title}</span>
    </a>
    <div class="voices">${words[lang].icon.language}
`,
    `
    <a class="switch" href="/easy/" lang="ja" hreflang="ja">${t.shell_easy}</a>
    </div>
    <form class="search" role="search" aria-label="${t.search_name}" action="${top}search/" method="get" data-box="/assets/box.0cf091eebf.js" data-engine="/assets/box.0cf091eebf.js" data-style="/assets/search.b786128b35.css" data-index="/search/${lang}/" data-map="${top}sitemap/"${HEARD.map((name) => ` data-say-${name}="${esc(t[`search_${key(name)}`])}"`).join("")}>
      <label class="visually-hidden" for="site-search">${t.search_label}</label>
      <input id="site-search" type="search" name="q" placeholder="${t.search_label}" aria-keyshortcuts="/" autocapitalize="none" enterkeyhint="search" spellcheck="false">
      <button>${words[lang].icon.search}${t.search_submit}</button>
    </form>
    <details class="menu">
      <summary>${words[lang].icon.menu}${t.shell_menu}</summary>
      <nav aria-label="${t.shell_main_menu}">
        <ul>${parts.join("")}
        </ul>
      </nav>
    </details>
  </div>${pages}
</header>`,
  ];
}

const feet = new Map();
function foot(lang, here) {
  if (!feet.has(lang)) feet.set(lang, makeFoot(lang));
  return feet.get(lang).join(here);
}

function makeFoot(lang) {
  const { t, title, tagline, contact, licence } = words[lang];
  const top = root(lang);
  const links = ["about", "contact", "accessibility", "privacy", "sources"].map((name) => `\n      <li><a href="${top}${name}/">${t[`section_${name}`]}</a></li>`);
  const start = `
<footer class="site-footer" aria-label="${t.shell_footer}">
  <div class="bar">
    <div>
      <p class="site-footer-name">${title}</p>
      <p>${tagline}</p>
    </div>
    <div>
      <p>${t.shell_contact}</p>
      <p><a href="${top}organizations/${contact.id}/">${contact.name}</a></p>
      <p>${t.contact_phone}: <a href="tel:${contact.phone}">${contact.phone}</a></p>
      <p>${t.contact_hours}: ${contact.hours}</p>
    </div>
    <ul>${links.join("")}
      <li><a href="${top}sitemap/">${t.sitemap_title}</a></li>
    </ul>
  </div>
  <p class="print-only">`;
  const end = `</p>
  <p class="licence">${t.shell_licence} <a href="${licence.url}" rel="license noopener">${licence.name}</a></p>
</footer>`;
  return [start, end];
}

const HEAD = `  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types default">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" content="#1d5c4d" media="(prefers-color-scheme: light)">
  <meta name="theme-color" content="#16211e" media="(prefers-color-scheme: dark)">`;

const LOCALES = { ja: "ja_JP", en: "en_GB" };

// The frame of every page. `path` is below the language's root: `events/x/`; one that `isLive` is kept right by a script.
export function frame({ lang, kind, path, title, head = title, description, styles = [], data, isLive, main }) {
  const { t, title: site } = words[lang];
  const top = root(lang);
  const other = lang === "ja" ? "en" : "ja";
  const here = BASE + top.slice(1) + path;
  const trail = [[t.shell_home, ""]];
  if (kind && path !== `${kind}/`) trail.push([t[`section_${kind}`] ?? t.event_themes, `${kind}/`]);
  trail.push([title, path]);
  const crumbs = trail.map(([name, to], at) => ({ "@type": "ListItem", position: at + 1, name, item: BASE + top.slice(1) + to }));
  const list = { "@context": "https://schema.org", "@type": "BreadcrumbList", itemListElement: crumbs };
  const steps = trail.map(([name, to], at) => (at === trail.length - 1 ? `<li aria-current="page">${esc(name)}</li>` : `<li><a href="${top}${to}">${esc(name)}</a></li>`));
  const [start, menu] = bar(lang, kind);
  return `<!doctype html>
<html lang="${lang}">
<head>
${HEAD}
  <meta name="description" content="${esc(description)}">
  <link rel="canonical" href="${here}">
  <meta property="og:type" content="website">
  <meta property="og:site_name" content="${site}">
  <meta property="og:locale" content="${LOCALES[lang]}">
  <meta property="og:locale:alternate" content="${LOCALES[other]}">
  <meta property="og:title" content="${esc(title)}">
  <meta property="og:description" content="${esc(description)}">
  <meta property="og:url" content="${here}">
  <link rel="alternate" hreflang="ja" href="${BASE}${path}">
  <link rel="alternate" hreflang="en" href="${BASE}en/${path}">
  <link rel="alternate" hreflang="x-default" href="${BASE}${path}">
  <link rel="icon" type="image/svg+xml" href="/assets/icon.4378138db8.svg">
  <title>${esc(head)} - ${site}</title>${["site.836f5e264b", ...styles].map((name) => `
  <link rel="stylesheet" href="/assets/${name}.css">`).join("")}${data ? `
  <script type="application/ld+json">${json(data)}</script>` : ""}
  <script type="application/ld+json">${json(list)}</script>${isLive ? `
  <script type="module" src="/assets/events.af52026171.js"></script>` : ""}
</head>
<body>
  ${start}
    <a class="switch" href="${root(other)}${path}" lang="${other}" hreflang="${other}">${t.shell_other_language}</a>
  ${menu}
  <div class="page">
    <nav class="trail" aria-label="${t.shell_trail}"><ol>${steps.join("")}</ol></nav>
    <main id="main" tabindex="-1">
${main}
    </main>
  </div>
  ${foot(lang, here)}
  <script type="module" src="/assets/site.75ea2fba17.js" data-worker="/sw.js"></script>
</body>
</html>
`;
}

const json = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");
