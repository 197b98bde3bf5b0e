// The page of a record of any kind.
import { AS_OF, BASE, address, block, chip, day, esc, frame, line, month, root, section, span, summary, words } from "../site.js";

export default class {
  render(data) {
    const { lang, kind, rid, title, description } = data;
    const view = VIEWS[kind](data, data.collections.records[lang], words[lang]);
    const original = lang === "ja" ? "" : `\n<p class="original-title"><span lang="ja">${esc(data.collections.records.ja.all[kind].get(rid).title)}</span></p>`;
    const main = `<header class="page-head">
<p class="kicker">${view.kicker}</p>  <h1>${esc(title)}</h1>${original}
<p class="lead">${esc(description)}</p></header>
${view.main}
${record(data)}`;
    return frame({ lang, kind, path: `${kind}/${rid}/`, title, head: view.head, description, data: view.data, main });
  }
}

const row = (label, value) => (value ? `\n    <div><dt>${label}</dt><dd>${value}</dd></div>\n` : "");
const prose = (data) => `<div class="prose">${data.content}</div>`;
const labels = (terms, names, lang) => terms.map((term) => names[term]).join(lang === "ja" ? "、" : ", ");
const link = (lang, kind, found) => `<a href="${address(lang, kind, found.rid)}">${esc(found.title)}</a>`;
const absolute = (lang, kind, found) => BASE + address(lang, kind, found.rid).slice(1);
const list = (of, name, id) => of[name]?.get(id) ?? [];

function parties(list, { lang }, { all }, w) {
  const items = list.map(({ organization, role }) => `<li>${link(lang, "organizations", all.organizations.get(organization))} <span class="role">${w.roles[role]}</span></li>`);
  return `<ul class="plain">${items.join("")}</ul>`;
}

function record(data) {
  const { t } = words[data.lang];
  const sources = data.sources.map((url) => `\n  <li><a href="${url}" rel="noopener">${url.split("/")[2]}</a></li>`);
  return `<footer class="record-footer">
  <h2 id="sources">${t.sources_title}</h2>
  <ul class="plain sources">${sources.join("")}
</ul>
  <p>${t.record_updated} ${day(data.updated, data.lang)}</p>
  <p class="edit-link"><a href="${root(data.lang)}editors/">${t.record_edit}</a> <code>content/${data.kind}/${data.rid}.md</code></p>
</footer>`;
}

function event(data, records, w) {
  const { lang } = data;
  const { t } = w;
  const off = data.status === "cancelled";
  const moved = data.status === "rescheduled";
  const coming = data.starts >= AS_OF;
  const place = records.all.places.get(data.place);
  const series = data.series && records.all.series.get(data.series);
  const project = data.project && records.all.projects.get(data.project);
  const change = off || moved ? `<div class="change change-${data.status}" role="note">
  <p><strong>${w.event_statuses[data.status]}</strong> ${esc(data.reason)}</p>
  <dl>${data.previous_starts ? row(t.event_old_date, `<s>${day(data.previous_starts, lang)}</s>`) : ""}${row(off ? t.event_planned_date : t.event_new_date, span(data))}</dl>
</div>` : "";
  const facts = [
    row(t.event_when, span(data)),
    row(t.event_state, chip(data)),
    row(t.event_place, `${link(lang, "places", place)} ${esc(data.room)}<br><span class="address">${esc(place.address)}</span>`),
    row(t.event_fee, data.free ? t.event_free : esc(data.fee)),
    row(t.event_capacity, data.capacity && `${data.capacity}${lang === "ja" ? "人" : " people"}`),
    row(t.event_audience, labels(data.audience, w.audiences, lang)),
    row(t.event_support, data.support && `<ul class="inline supports">${data.support.map((term) => `<li>${w.event_supports[term]}</li>`).join("")}</ul>`),
    row(t.event_organizers, parties(data.organizers, data, records, w)),
    row(t.event_series, series && `${link(lang, "series", series)} ${lang === "ja" ? `第${data.number}回` : `no. ${data.number}`}`),
    row(t.event_project, project && link(lang, "projects", project)),
    row(t.event_themes, labels(data.themes, w.themes, lang)),
  ];
  const calendar = coming ? `
<section class="calendar-links" aria-labelledby="add-to-calendar">
  <h2 id="add-to-calendar">${t.subscribe_event}</h2>
  <p>${t.subscribe_event_text}</p>
  <ul class="ways-in">
    <li><a class="button" href="https://calendar.google.com/calendar/render?${esc(google(data, place))}" rel="noopener noreferrer">${t.subscribe_event_google}</a></li>
  </ul>
</section>` : "";
  const signing = data.registration ? `
<section aria-labelledby="registration">
  <h2 id="registration">${t.registration_title}</h2>
<dl class="facts">${row(t.registration_opens, day(data.registration.opens, lang))}${row(t.registration_deadline, day(data.registration.deadline, lang))}${row(t.registration_how, labels(data.registration.how, w.registration_ways, lang))}</dl>
<p>${esc(data.registration.note)}</p></section>` : "";
  const changes = data.changes ? `
<section aria-labelledby="changes">
<h2 id="changes">${t.event_changes}</h2>
<ol class="timeline">${data.changes.map((one) => `
  <li><span class="timeline-date">${day(one.date, lang)}</span> <span>${esc(one.text)}</span></li>`).join("")}
</ol>
</section>` : "";
  const siblings = series ? list(records.of, "series:events", data.series).filter((one) => one.rid !== data.rid) : [];
  const main = `${change}
<div class="event-top${off ? " is-off" : ""}"${coming ? ` data-event="${data.rid}" data-starts="${data.starts}"` : ""}>
  ${block(data)}
  <dl class="facts">${facts.join("")}
  </dl>
</div>
${calendar}
${prose(data)}
${signing}
<section aria-labelledby="accessibility">
  <h2 id="accessibility">${t.event_accessibility}</h2>
  <p>${t.place_features_unknown}</p>
<p>${t.place_access}: ${esc(place.access)}</p>  <p>${t.event_accessibility_more}: ${link(lang, "places", place)}</p>
</section>
${changes}
<section class="contact-card" aria-labelledby="contact">
  <h2 id="contact">${t.event_contact}</h2>
  <dl class="facts">${row(t.contact_name, link(lang, "organizations", records.all.organizations.get(data.contact.organization)))}
  </dl>
</section>
${section("series-events", t.event_same_series, siblings.map(line))}
<nav class="related" aria-label="${t.event_more}">
  <ul class="plain">
    <li><a href="${root(lang)}fiscal/${data.fiscal}/">${t.events_past}: ${data.fiscal}</a></li>${data.themes.map((theme) => `
    <li><a href="${root(lang)}themes/${theme}/">${t.event_themes}: ${w.themes[theme]}</a></li>`).join("")}
  </ul>
</nav>`;
  const head = `${data.title} (${day(data.starts, lang).replace(/<[^>]*>/g, "")})`;
  return { kicker: w.event_kinds[data.sort], main, head, data: describe(data, records, place) };
}

function google(data, place) {
  const basic = (text) => text.slice(0, 19).replace(/[-:]/g, "");
  const details = `${data.description}\n\n${absolute(data.lang, "events", data)}`;
  return new URLSearchParams({ action: "TEMPLATE", text: data.title, dates: `${basic(data.starts)}/${basic(data.ends)}`, details, location: place.title, ctz: "Asia/Tokyo" });
}

function describe(data, { all }, place) {
  const { lang } = data;
  const body = ({ organization }) => ({ "@type": "Organization", name: all.organizations.get(organization).title, url: absolute(lang, "organizations", all.organizations.get(organization)) });
  const url = absolute(lang, "events", data);
  const status = { cancelled: "EventCancelled", rescheduled: "EventRescheduled" }[data.status] ?? "EventScheduled";
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    name: data.title,
    description: data.description,
    url,
    startDate: data.starts.slice(0, 16) + data.starts.slice(19),
    endDate: data.ends.slice(0, 16) + data.ends.slice(19),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: { "@type": "Place", name: place.title, address: postal(place), url: absolute(lang, "places", place) },
    organizer: data.organizers.filter(({ role }) => role === "host").map(body),
    contributor: data.organizers.filter(({ role }) => role !== "host").map(body),
    offers: data.free ? [{ "@type": "Offer", price: 0, priceCurrency: "JPY", url }] : undefined,
    isAccessibleForFree: data.free,
    maximumAttendeeCapacity: data.capacity,
    inLanguage: lang,
  };
}

const postal = (place) => ({ "@type": "PostalAddress", addressCountry: "JP", addressRegion: "東京都", addressLocality: "国立市", streetAddress: place.address });

function project(data, records, w) {
  const { lang } = data;
  const { t } = w;
  const steps = data.steps.map((step) => `
    <li><span class="timeline-date">${month(step.date, lang)}</span> <span>${esc(step.title)}</span></li>`);
  const main = `<dl class="facts">${[
    row(t.event_state, w.project_statuses[data.status]),
    row(t.project_period, `${month(data.starts, lang)}${data.ends ? ` – ${month(data.ends, lang)}` : ""}`),
    row(t.project_partners, parties(data.partners, data, records, w)),
    row(t.event_themes, labels(data.themes, w.themes, lang)),
    row(t.project_places, data.places.map((id) => link(lang, "places", records.all.places.get(id))).join(", ")),
  ].join("")}
</dl>
${prose(data)}
<section aria-labelledby="steps">
  <h2 id="steps">${t.project_steps}</h2>
  <ol class="timeline">${steps.join("")}
  </ol>
</section>
${section("events", t.related_events, list(records.of, "projects:events", data.rid).map(line))}`;
  return { kicker: t.kind_project, main };
}

function related(kind, { rid }, { of }, t) {
  return [
    section("projects", t.related_projects, list(of, `${kind}:projects`, rid).map(summary)),
    section("events", t.related_events, list(of, `${kind}:events`, rid).map(line).reverse()),
    section("series", t.series_title, list(of, `${kind}:series`, rid).map(summary)),
    section("places", t.related_places, list(of, `${kind}:places`, rid).map(summary)),
  ].join("");
}

function organization(data, records, w) {
  const { t } = w;
  const url = absolute(data.lang, "organizations", data);
  const main = `<dl class="facts">${[
    row(t.organization_reading, esc(data.reading)),
    row(t.organization_fields_of_work, labels(data.fields, w.fields, data.lang)),
    row(t.organization_legal_form, w.legal_forms[data.legal_form]),
    row(t.organization_since, `<time datetime="${data.since}">${data.since}</time>`),
  ].join("")}
</dl>
<section class="contact-card" aria-labelledby="contact">
  <h2 id="contact">${t.contact_title}</h2>
  <dl class="facts">${row(t.contact_hours, esc(data.hours))}${row(t.contact_web, `<a href="${data.web}" rel="noopener">${data.web}</a>`)}</dl>
</section>
${prose(data)}${related("organizations", data, records, t)}`;
  const described = { "@context": "https://schema.org", "@type": "Organization", name: data.title, url, description: data.description, sameAs: data.web, foundingDate: data.since };
  return { kicker: w.fields[data.fields[0]], main, data: described };
}

function place(data, records, w) {
  const { t } = w;
  const main = `<dl class="facts">${[
    row(t.contact_address, esc(data.address)),
    row(t.place_access, esc(data.access)),
    row(t.place_run_by, link(data.lang, "organizations", records.all.organizations.get(data.run_by))),
  ].join("")}
</dl>
${prose(data)}
<section aria-labelledby="features">
  <h2 id="features">${t.place_features}</h2>
  <p>${t.place_features_unknown}</p>
</section>${related("places", data, records, t)}`;
  const url = absolute(data.lang, "places", data);
  return { kicker: t.kind_place, main, data: { "@context": "https://schema.org", "@type": "Place", name: data.title, url, description: data.description, address: postal(data) } };
}

function series(data, records, w) {
  const { t } = w;
  const rows = list(records.of, "series:events", data.rid).map((one) => `
  <tr><td>${one.number}</td><td>${span(one)}</td><td>${link(one.lang, "events", one)}</td><td>${chip(one)}</td></tr>`);
  const main = `<dl class="facts">${[
    row(t.event_organizers, parties(data.organizers, data, records, w)),
    row(t.event_themes, labels(data.themes, w.themes, data.lang)),
    row(t.series_since, `<time datetime="${data.since}">${data.since}</time>`),
  ].join("")}
</dl>
${prose(data)}
<section aria-labelledby="events">
<h2 id="events">${t.series_sessions}</h2>
<table>${rows.join("")}
</table>
</section>`;
  return { kicker: t.kind_series, main };
}

const VIEWS = { events: event, projects: project, organizations: organization, places: place, series };
