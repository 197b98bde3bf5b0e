// Every list, in both languages: upcoming, by fiscal year and theme, projects by status, the indexes and the homes.
import { AS_OF, card, esc, frame, line, month, section, summary, words } from "../../site.js";

const YEARS = words.ja.years;
const KINDS = ["organizations", "places", "series"];

const jobs = ["ja", "en"].flatMap((lang) => [
  { lang, path: "", make: home },
  { lang, kind: "events", path: "events/", make: upcoming },
  { lang, kind: "projects", path: "projects/", make: projects },
  { lang, kind: "fiscal", path: "fiscal/", make: years },
  { lang, kind: "themes", path: "themes/", make: themes },
  ...KINDS.map((kind) => ({ lang, kind, path: `${kind}/`, make: index })),
  ...YEARS.map((year) => ({ lang, kind: "fiscal", path: `fiscal/${year}/`, id: year, make: fiscal })),
  ...Object.keys(words.ja.themes).map((theme) => ({ lang, kind: "themes", path: `themes/${theme}/`, id: theme, make: byTheme })),
]);

export const data = {
  jobs,
  pagination: { data: "jobs", size: 1, alias: "job" },
  permalink: ({ job }) => `${job.lang === "ja" ? "" : "en/"}${job.path}index.html`,
};

export function render({ job, collections }) {
  const { lang, kind, path } = job;
  const w = words[lang];
  const view = job.make(job, collections.records, w);
  const main = `<header class="page-head">
  <h1>${esc(view.title)}</h1>
  <p class="lead">${esc(view.lead)}</p>
</header>
${view.main}`;
  return frame({ lang, kind, path, title: view.title, description: view.lead ?? w.tagline, main });
}

const cards = (events, records) => `<ul class="cards">${events.map((event) => card(event, records)).join("")}
</ul>`;
const coming = (events) => events.filter((event) => event.starts >= AS_OF);
const links = (items) => `<ul class="lines">${items.join("")}
</ul>`;

function home({ lang }, records, w) {
  const { all, events } = records[lang];
  const numbers = ["events", "projects", "organizations", "places"].map((kind) => `
    <div><dt>${w.t[`home_number_${kind}`]}</dt><dd>${all[kind].size}</dd></div>`);
  const main = `<section aria-labelledby="next">
  <h2 id="next">${w.t.home_next}</h2>
${cards(coming(events).slice(0, 6), records)}
</section>
<section aria-labelledby="numbers">
  <h2 id="numbers">${w.t.home_numbers}</h2>
  <dl class="numbers">${numbers.join("")}
  </dl>
</section>`;
  return { title: w.title, lead: w.tagline, main };
}

function upcoming({ lang }, records, w) {
  const months = group(coming(records[lang].events));
  const main = [...months].map(([key, events]) => `<section aria-labelledby="m-${key}">
  <h2 id="m-${key}">${month(key, lang)}</h2>
${cards(events, records)}
</section>`);
  return { title: w.t.events_title, lead: w.t.events_lead, main: main.join("\n") };
}

function group(events) {
  const found = new Map();
  for (const event of events) {
    const key = event.starts.slice(0, 7);
    (found.get(key) ?? found.set(key, []).get(key)).push(event);
  }
  return found;
}

function projects({ lang }, records, w) {
  const all = [...records[lang].all.projects.values()];
  const main = Object.entries(w.project_statuses).map(([status, label]) => {
    const items = all.filter((one) => one.status === status);
    const made = items.map((one) => `
    <li class="card">
      <h3 class="card-title"><a href="${one.page.url}">${esc(one.title)}</a></h3>
<p>${esc(one.description)}</p><p class="card-chips">${one.themes.map((theme) => `<span class="chip">${w.themes[theme]}</span> `).join("")}</p>    </li>`);
    return `<section aria-labelledby="${status}">
  <h2 id="${status}">${label} <span class="count">${items.length}</span></h2>
  <ul class="cards">${made.join("")}
  </ul>
</section>`;
  });
  return { title: w.t.projects_title, lead: w.t.projects_lead, main: main.join("\n") };
}

function fiscal({ lang, id }, records, w) {
  const events = records[lang].of["fiscal:events"].get(id) ?? [];
  return { title: `${w.t.events_past}: ${id}`, main: cards([...events].reverse(), records) };
}

function byTheme({ lang, id }, records, w) {
  const { of } = records[lang];
  const main =
    section("projects", w.t.related_projects, (of["themes:projects"].get(id) ?? []).map(summary)) +
    section("events", w.t.related_events, (of["themes:events"].get(id) ?? []).map(line).reverse());
  return { title: `${w.t.event_themes}: ${w.themes[id]}`, main };
}

function years({ lang }, records, w) {
  return { title: w.t.events_past, main: links(YEARS.map((year) => `<li><a href="${year}/">${year}</a></li>`)) };
}

function themes({ lang }, records, w) {
  const items = Object.entries(w.themes).map(([id, label]) => `<li><a href="${id}/">${label}</a></li>`);
  return { title: w.t.event_themes, main: links(items) };
}

function index({ lang, kind }, records, w) {
  const items = [...records[lang].all[kind].values()].map(summary);
  return { title: w.t[`${kind}_title`], lead: w.t[`${kind}_lead`], main: links(items) };
}
