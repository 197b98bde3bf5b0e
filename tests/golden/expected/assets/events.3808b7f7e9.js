const all = (css, root = globalThis.document) => [...(root?.querySelectorAll(css) ?? [])]
const only = (...where) => all(...where)[0]

export function stateOf(data, now) {
  const at = name => Date.parse(data[name])
  if (data.status) return data.status
  if (isOver(data, now)) return "unsure" in data ? "unconfirmed" : data.starts ? "held" : "past"
  if (at("starts") <= now) return "running"
  if (data.full) return data.full
  if (!("signup" in data)) return data.starts ? "announced" : "planned"
  if (now < at("opens")) return "not-yet-open"
  if (at("deadline") <= now) return "closed"
  return at("deadline") - now <= 6048e5 ? "closing-soon" : "open"
}

export const isOver = (data, now) => data.status !== "postponed" && Date.parse(data.ends) <= now

export function isToday(data, now, today) {
  const days = (data.days ?? "").split(" ")
  return !data.status && !isOver(data, now) && days.some(span => span.slice(0, 10) <= today && today <= span.slice(11))
}

const words = only("template[data-zone]"), total = only("[data-total]"), links = all("[data-narrow] [data-choice]")

function chosen() {
  const asked = new URLSearchParams(location.search).get("show")?.split(" ")
  return links.map(link => link.dataset.choice).filter(key => key && asked?.includes(key))
}

function showEvent(item, now, today, keys) {
  const data = item.dataset, list = item.parentNode.dataset, state = stateOf(data, now)
  const mark = only("[data-today]", item), shown = only("[data-state]", item)
  if (mark) mark.hidden = !isToday(data, now, today)
  if (shown && shown.dataset.state !== state) shown.replaceWith(only(`[data-state=${state}]`, words.content).cloneNode(true))
  if (!total) return
  const fits = keys.every(key => data.facets.split(" ").includes(key))
  item.hidden = !fits || ("closing" in list && state !== "closing-soon")
  if ("coming" in list && isOver(data, now)) only("[data-over]").append(item)
}

function showNext(list, now) {
  let left = list.dataset.shown
  for (const card of list.children) card.hidden = isOver(card.dataset, now) || left-- <= 0
}

function showTotal(keys) {
  for (const part of total.children) {
    const data = part.dataset, number = all(data.of).length
    const text = (data[number] ?? data.other).replace("{number}", number)
    if (part.textContent !== text) part.textContent = text
  }
  only("[data-none]").hidden = only("[data-coming] > :not([hidden])")
  for (const group of all("[data-group]")) group.hidden = !only("li:not([hidden])", group)
  for (const link of links) {
    const key = link.dataset.choice, on = keys.includes(key)
    link.ariaCurrent = on || null
    if (on) (link.closest("details") ?? {}).open = true
    link.parentNode.hidden = !key && !keys[0]
  }
}

function show() {
  const now = Date.now(), keys = chosen()
  const today = new Date(now).toLocaleDateString("sv", { timeZone: words.dataset.zone })
  for (const item of all("[data-event]")) showEvent(item, now, today, keys)
  for (const list of all("[data-shown]")) showNext(list, now)
  if (total) showTotal(keys)
  for (const note of all("[data-built], [data-live]")) note.hidden = "built" in note.dataset
  for (const day of all(".calendar time")) day.ariaCurrent = day.dateTime === today ? "date" : null
}

function choose(event) {
  const link = event.target.closest("[data-narrow] [data-choice]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const key = link.dataset.choice, fold = link.closest("details"), old = chosen()
  const rest = key ? old.filter(other => other !== key && !only(`[data-choice=${other}]`, fold)) : []
  const keys = key && !old.includes(key) ? [...rest, key] : rest
  history.pushState(null, "", keys[0] ? "?show=" + keys.join("+") : ".")
  show()
  if (!key) links[0].focus()
}

if (words) {
  addEventListener("click", choose)
  addEventListener("popstate", show)
  setInterval(show, 6e4)
  show()
}
