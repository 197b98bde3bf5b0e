// The page of a record of any kind.
import { AS_OF, BASE, address, block, chip, date, day, esc, frame, line, month, root, section, span, state, states, summary, words } from "../site.js";

export default class {
  render(data) {
    const { lang, kind, rid, title, description } = data;
    const view = VIEWS[kind](data, data.collections.records[lang], words[lang]);
    const original = lang === "ja" ? "" : `\n<p class="original-title"><span lang="ja">${esc(data.collections.records.ja.all[kind].get(rid).title)}</span></p>`;
    const main = `<header class="page-head">
<p class="kicker">${view.kicker}</p>  <h1>${esc(title)}</h1>${original}
<p class="lead">${esc(description)}</p></header>
${view.main}
${record(data)}${view.isLive ? states(lang) : ""}`;
    const head = view.head ?? `${title} (${words[lang].t[KINDS[kind]]})`;
    return frame({ lang, kind, path: `${kind}/${rid}/`, title, head, description, styles: STYLES[kind], data: view.data, isLive: view.isLive, main });
  }
}

const KINDS = { projects: "kind_project", organizations: "kind_organization", places: "kind_place", series: "kind_series" };
const STYLES = {
  events: ["events.199d0405e1", "event.443277444c"],
  projects: ["projects.2f430b49f5"],
  organizations: ["network.9853ebf64b"],
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const row = (label, value) => (value ? `\n    <div><dt>${label}</dt><dd>${value}</dd></div>\n` : "");
const prose = (data) => `<div class="prose">${data.content}</div>`;
const labels = (terms, names, lang) => terms.map((term) => names[term]).join(lang === "ja" ? "、" : ", ");
const link = (lang, kind, found) => `<a href="${address(lang, kind, found.rid)}">${esc(found.title)}</a>`;
const absolute = (lang, kind, found) => BASE + address(lang, kind, found.rid).slice(1);
const list = (of, name, id) => of[name]?.get(id) ?? [];

// One alone without a list.
const several = (items) => (items.length === 1 ? items[0] : `<ul class="plain">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`);
const links = (lang, kind, found) => several(found.map((one) => link(lang, kind, one)));

function parties(list, { lang }, { all }, w) {
  return several(list.map(({ organization, role }) => `${link(lang, "organizations", all.organizations.get(organization))} <span class="role">${w.roles[role]}</span>`));
}

function record(data) {
  const { t } = words[data.lang];
  const sources = data.sources.map((url) => `\n  <li><a href="${url}" rel="noopener">${url.split("/")[2]}</a></li>`);
  return `<footer class="record-footer">
  <h2 id="sources">${t.sources_title}</h2>
  <ul class="plain sources">${sources.join("")}
</ul>
  <p>${t.record_updated} ${date(data.updated, data.lang)}</p>
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
  const when = off ? `<del>${span(data)}</del>` : span(data);
  const change = off || moved ? `<div class="change change-${data.status}" role="note">
  <p><strong>${off ? w.event_statuses[data.status] : t.state_rescheduled}</strong> ${esc(data.reason)}</p>
  <dl>${data.previous_starts ? row(t.event_old_date, `<del>${day(data.previous_starts, lang)}</del>`) : ""}${row(off ? t.event_planned_date : t.event_new_date, when)}</dl>
  <p class="more"><a href="#changes">${t.event_changes_more}</a></p>
</div>` : "";
  const today = coming ? `<span class="chip chip-today" data-today hidden>${t.state_today}</span>` : "";
  const asOf = coming ? `\n<span class="as-of"><span data-built>${fill(t.as_of, { day: date(AS_OF, lang) })}</span><span data-live hidden>${t.event_live}</span></span>` : "";
  const facts = [
    row(`${words[lang].icon.calendar}${t.event_when}`, when),
    `\n    <div><dt>${t.event_state}</dt><dd class="states">${today}${chip(data)}${asOf}</dd></div>\n`,
    row(`${words[lang].icon.place}${t.event_place}`, `${link(lang, "places", place)} ${esc(data.room)}<br><span class="address">${esc(place.address)}</span>`),
    row(t.event_fee, data.free ? t.event_free : esc(data.fee)),
    row(t.event_capacity, data.capacity && `${data.capacity}${lang === "ja" ? "人" : " people"}`),
    row(t.event_audience, labels(data.audience, w.audiences, lang)),
    row(t.event_support, data.support && `<ul class="inline supports">${data.support.map((term) => `<li>${w.event_supports[term]}</li>`).join("")}</ul>`),
    row(t.event_organizers, parties(data.organizers, data, records, w)),
    row(t.event_series, series && `${link(lang, "series", series)} ${fill(t.event_number, data)}`),
    row(t.event_project, project && link(lang, "projects", project)),
    row(t.event_themes, labels(data.themes, w.themes, lang)),
  ];
  const calendar = coming ? `
<section class="calendar-links" aria-labelledby="add-to-calendar">
  <h2 id="add-to-calendar">${t.subscribe_event}</h2>
  <p>${t.subscribe_event_text}</p>
  <ul class="ways-in">
    <li><a class="button" href="${address(lang, "events", data.rid)}${data.rid}.ics" download>${words[lang].icon.download}${t.subscribe_event_file}</a></li>
    <li><a class="button" href="https://calendar.google.com/calendar/render?${esc(google(data, place))}" rel="noopener noreferrer">${words[lang].icon.external}${t.subscribe_event_google}</a></li>
  </ul>
  <p><a href="${root(lang)}calendar/">${t.subscribe_event_more}</a></p>
</section>` : "";
  const signing = data.registration ? `
<section aria-labelledby="registration">
  <h2 id="registration">${t.registration_title}</h2>
${off ? `<p>${t.registration_off_cancelled}</p>` : `<dl class="facts">${row(t.registration_opens, day(data.registration.opens, lang))}${row(t.registration_deadline, day(data.registration.deadline, lang))}${row(t.registration_how, labels(data.registration.how, w.registration_ways, lang))}</dl>
<p>${esc(data.registration.note)}</p>`}</section>` : "";
  const changes = data.changes ? `
<section aria-labelledby="changes">
  <h2 id="changes">${t.event_changes}</h2>
  <ol class="timeline changes">${data.changes.map((one) => `
  <li><span class="timeline-date">${day(one.date, lang)}</span>
    <p class="timeline-title">${esc(one.text)}</p>
    <p class="timeline-note">${labels(one.what, w.change_kinds, lang)}</p></li>`).join("")}
</ol>
</section>` : "";
  const siblings = series ? list(records.of, "series:events", data.series).filter((one) => one.rid !== data.rid) : [];
  const main = `${change}
<div class="event-top${off ? " is-off" : ""}"${coming ? clockwork(data) : ""}>
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
<section class="contact-card" aria-labelledby="contact">
  <h2 id="contact">${t.event_contact}</h2>
  <dl class="facts">${row(t.contact_name, link(lang, "organizations", records.all.organizations.get(data.contact.organization)))}
  </dl>
</section>
${changes}
${section("series-events", t.event_same_series, siblings.map(line))}
<nav class="related" aria-label="${t.event_more}">
  <ul class="plain">
    <li><a href="${address(lang, "events", data.rid)}flyer/">${t.flyer_link}</a></li>
    <li><a href="${root(lang)}fiscal/${data.fiscal}/">${t.events_past}: ${data.fiscal}</a></li>${data.themes.map((theme) => `
    <li><a href="${root(lang)}themes/${theme}/">${t.event_themes}: ${w.themes[theme]}</a></li>`).join("")}
  </ul>
</nav>`;
  const head = `${data.title} (${day(data.starts, lang).replace(/<[^>]*>/g, "")})`;
  return { kicker: w.event_kinds[data.sort], main, head, data: describe(data, records, place), isLive: coming };
}

// What the browser needs to know of an event that is not over.
function clockwork(data) {
  const facets = [
    ...(data.free ? ["free"] : []),
    ...(data.support?.includes("wheelchair") ? ["barrier-free"] : []),
    ...data.themes.map((theme) => `theme-${theme}`),
    ...data.audience.map((who) => `audience-${who}`),
    `place-${data.place}`,
  ];
  const signing = data.registration;
  const over = (text) => `${new Date(Date.parse(text.slice(0, 10)) + 86_400_000).toISOString().slice(0, 10)}T00:00+09:00`;
  return [
    ` data-event="${data.rid}"`,
    data.status === "cancelled" ? ' data-status="cancelled"' : "",
    ` data-starts="${minutes(data.starts)}" data-days="${data.starts.slice(0, 10)}/9999-12-31" data-ends="${minutes(data.ends)}"`,
    signing ? ` data-signup="" data-opens="${minutes(signing.opens)}" data-deadline="${over(signing.deadline)}"` : "",
    ` data-facets="${facets.join(" ")}"`,
  ].join("");
}

const minutes = (text) => text.slice(0, 16) + text.slice(19);

function google(data, place) {
  const basic = (text) => text.slice(0, 19).replace(/[-:]/g, "");
  const details = `${data.description}\n\n${absolute(data.lang, "events", data)}`;
  return new URLSearchParams({ action: "TEMPLATE", text: data.title, dates: `${basic(data.starts)}/${basic(data.ends)}`, details, location: `${place.title}, ${place.address}`, ctz: "Asia/Tokyo" });
}

function describe(data, { all }, place) {
  const { lang } = data;
  const body = ({ organization }) => named("Organization", "organizations", lang, all.organizations.get(organization));
  const url = absolute(lang, "events", data);
  const status = { cancelled: "EventCancelled", rescheduled: "EventRescheduled" }[data.status] ?? "EventScheduled";
  const isHost = ({ role }) => ["host", "co-host", "operator"].includes(role);
  const others = data.organizers.filter((one) => !isHost(one)).map(body);
  const name = data.room ? `${place.title}${lang === "ja" ? " " : ", "}${data.room}` : place.title;
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    name: data.title,
    description: data.description,
    url,
    startDate: minutes(data.starts),
    endDate: minutes(data.ends),
    previousStartDate: data.previous_starts?.slice(0, 10),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: { "@type": "Place", name, address: postal(place, lang), url: absolute(lang, "places", place) },
    organizer: data.organizers.filter(isHost).map(body),
    contributor: others.length ? others : undefined,
    offers: status === "EventCancelled" ? undefined : [offer(data, url)],
    isAccessibleForFree: data.free,
    maximumAttendeeCapacity: data.capacity,
    inLanguage: "ja",
    superEvent: data.series && named("EventSeries", "series", lang, all.series.get(data.series)),
  };
}

const named = (type, kind, lang, found) => ({ "@type": type, name: found.title, url: absolute(lang, kind, found) });

function offer(data, url) {
  const price = data.free ? { price: 0, priceCurrency: "JPY" } : { description: data.fee };
  const canCome = ["open", "closing-soon", "announced"].includes(state(data));
  return {
    "@type": "Offer",
    ...price,
    availability: canCome ? "https://schema.org/InStock" : undefined,
    validFrom: data.registration?.opens.slice(0, 10),
    validThrough: data.registration?.deadline.slice(0, 10),
    url,
  };
}

function postal(place, lang) {
  const [city, region] = lang === "ja" ? ["国立市", "東京都"] : ["Kunitachi", "Tokyo"];
  const street = lang === "ja" ? place.address.replace(new RegExp(`^${city}`), "") : place.address.replace(new RegExp(`, ${city}$`), "");
  return { "@type": "PostalAddress", addressCountry: "JP", addressRegion: region, addressLocality: city, streetAddress: street };
}

const LEADS = ["host", "co-host", "implementer", "operator", "manager", "commissioner"];
const SUPPORTS = ["support", "cooperation", "funder", "speaker"];

function project(data, records, w) {
  const { lang } = data;
  const { t } = w;
  const since = month(data.starts, lang);
  const until = data.ends && month(data.ends, lang);
  const isOver = until && ["ended", "planned"].includes(data.status);
  const said = fill(t[`project_says_${data.status}_since${isOver ? "_until" : ""}`], { since, until });
  const sentence = ["running", "planned"].includes(data.status) ? t.project_line_undated : t.project_line;
  const part = ({ role }) => (LEADS.includes(role) ? "leads" : SUPPORTS.includes(role) ? "supports" : "takes_part");
  const parts = ["leads", "takes_part", "supports"]
    .map((name) => [name, data.partners.filter((one) => part(one) === name)])
    .filter(([, found]) => found.length);
  const steps = data.steps.map((step) => `
    <li><span class="timeline-date">${month(step.date, lang)}</span> <span>${esc(step.title)}</span></li>`);
  const events = list(records.of, "projects:events", data.rid);
  const themes = data.themes.map((theme) => `<a class="chip" href="${root(lang)}projects/themes/#${theme}">${w.themes[theme]}</a> `);
  const main = `<p class="status-line is-${data.status}"><span class="chip">${w.project_statuses[data.status]}</span> ${fill(sentence, { said })}</p>
<section aria-labelledby="partners">
  <h2 id="partners">${t.project_partners}</h2>
  <dl class="facts">${parts.map(([name, found]) => row(t[`project_part_${name}`], parties(found, data, records, w))).join("")}
  </dl>
</section>

${prose(data)}
<section aria-labelledby="steps">
  <h2 id="steps">${t.project_steps}</h2>
  <ol class="timeline">${steps.join("")}
  </ol>
</section>
<section aria-labelledby="facts">
  <h2 id="facts">${t.project_facts}</h2>
  <dl class="facts">${[
    row(t.project_period, until ? fill(t.date_span, { start: since, end: until }) : data.status === "running" ? fill(t.date_since, { start: since }) : since),
    row(t.event_themes, themes.join("")),
    row(t.project_route, t.project_not_known),
    row(t.project_origin, t.project_not_known),
    row(t.project_places, links(lang, "places", data.places.map((id) => records.all.places.get(id)))),
  ].join("")}
  </dl>
</section>
${section("coming", t.project_events_coming, events.filter((one) => one.starts >= AS_OF).map(line))}${section("past", t.project_events_past, events.filter((one) => one.starts < AS_OF).reverse().map(line))}
<section class="contact-card" aria-labelledby="take-part">
  <h2 id="take-part">${t.project_take_part}</h2>
  <p>${t[`project_take_part_${data.status}`]}</p>
  <dl class="facts">${row(t.project_take_part_ask, parties(parts[0][1], data, records, w))}
    <div><dt>${t.project_take_part_how}</dt><dd><a href="${root(lang)}participate/">${t.section_participate}</a></dd></div>
  </dl>
</section>
`;
  return { kicker: t.kind_project, main };
}

function related(kind, { rid }, { of }, t) {
  return {
    projects: section("projects", t.related_projects, list(of, `${kind}:projects`, rid).map(summary)),
    events: section("events", t.related_events, list(of, `${kind}:events`, rid).map(line).reverse()),
    series: section("series", t.series_title, list(of, `${kind}:series`, rid).map(summary)),
    places: section("places", t.related_places, list(of, `${kind}:places`, rid).map(summary)),
  };
}

// With whom an organization works in projects, by name, and in which.
function companions({ lang, rid }, { all, of }, t) {
  const shared = new Map();
  for (const project of list(of, "organizations:projects", rid))
    for (const { organization } of project.partners)
      if (organization !== rid) (shared.get(organization) ?? shared.set(organization, []).get(organization)).push(project);
  if (!shared.size) return "";
  const others = [...shared].map(([id, projects]) => [all.organizations.get(id), projects]).sort(([a], [b]) => (a.title < b.title ? -1 : 1));
  return `
<section aria-labelledby="companions">
  <h2 id="companions">${t.network_companions}</h2>
  <div class="network-page">
    <table class="network-table">
      <caption class="visually-hidden">${t.network_companions}</caption>
      <thead><tr><th scope="col">${t.network_with}</th><th scope="col">${t.network_in}</th></tr></thead>
      <tbody>${others.map(([other, projects]) => `
        <tr><th scope="row">${link(lang, "organizations", other)}</th><td>${links(lang, "projects", projects)}</td></tr>`).join("")}
      </tbody>
    </table>
  </div>
</section>`;
}

// How to have an organization's page put right.
const correct = ({ lang, rid }, t) => `
<section class="contact-card" aria-labelledby="correct">
  <h2 id="correct">${t.correct_title}</h2>
  <p><strong>${t.correct_demo}</strong></p>
  <p>${t.correct_lead}</p>
  <ul>
    <li>${t.correct_file} <a href="${root(lang)}editors/">${t.correct_edit}</a> <code>content/${lang}/organizations/${rid}.md</code></li>
    <li>${t.correct_counter} <a href="${root(lang)}support-office/">${t.support_title}</a> ${t.office_later}</li>
  </ul>
  <p id="correct-asked">${t.correct_asked}</p>
  <ol aria-labelledby="correct-asked">
    <li>${t.correct_what}</li>
    <li>${t.correct_source}</li>
    <li>${t.correct_public}</li>
  </ol>
</section>
`;

function organization(data, records, w) {
  const { t } = w;
  const url = absolute(data.lang, "organizations", data);
  const parts = related("organizations", data, records, t);
  const main = `<dl class="facts">${[
    row(t.organization_reading, data.lang === "ja" && esc(data.reading)),
    row(t.organization_fields_of_work, labels(data.fields, w.fields, data.lang)),
    row(t.organization_legal_form, w.legal_forms[data.legal_form]),
    row(t.organization_since, `<time datetime="${data.since}">${fill(t.date_year, { year: data.since })}</time>`),
  ].join("")}
</dl>
<section class="contact-card" aria-labelledby="contact">
  <h2 id="contact">${t.contact_title}</h2>
  <dl class="facts">${row(t.contact_hours, esc(data.hours))}${row(t.contact_web, `<a href="${data.web}" rel="noopener" class="spelled">${data.web}</a>`)}</dl>
</section>
<p class="more"><a href="${address(data.lang, "organizations", data.rid)}${data.rid}.vcf" download>${t.organization_card}</a></p>
${prose(data)}${parts.projects}${companions(data, records, t)}${parts.events}${parts.series}${parts.places}${correct(data, t)}`;
  const described = { "@context": "https://schema.org", "@type": "Organization", name: data.title, url, description: data.description, sameAs: data.web, foundingDate: data.since };
  return { kicker: w.fields[data.fields[0]], main, data: described };
}

function place(data, records, w) {
  const { t } = w;
  const parts = related("places", data, records, t);
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
</section>${parts.events}${parts.projects}`;
  const url = absolute(data.lang, "places", data);
  return { kicker: t.kind_place, main, data: { "@context": "https://schema.org", "@type": "Place", name: data.title, url, description: data.description, address: postal(data, data.lang) } };
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
