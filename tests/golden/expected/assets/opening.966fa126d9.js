const DAY = 864e5, AHEAD = 14

const wall = (now, timeZone) => Date.parse(new Date(now).toLocaleString("sv", { timeZone }).replace(" ", "T") + "Z")

export function hoursOn(facts, date) {
  const day = new Date(date).toISOString().slice(0, 10), short = day.slice(5)
  if (day < facts.from || day > facts.through) return "unknown"
  const holiday = facts.dates.includes(day), yearEnd = short >= "12-29" || short <= "01-03"
  const usual = facts.week[(new Date(date).getUTCDay() + 6) % 7], special = facts.special
  const once = facts.closures.some(([first, last]) => first <= day && day <= last)
  if (once || (yearEnd && facts.yearEnd === "closed")) return []
  if (holiday && !special[0] && facts.holidays === "closed") return []
  const hours = holiday && special[0] ? special : usual
  if (yearEnd && hours[0] && facts.yearEnd === "unknown") return "year-end"
  if (holiday && hours[0] && !special[0] && facts.holidays === "unknown") return "holiday"
  return hours
}

function stretches(facts, date) {
  const hours = hoursOn(facts, date)
  return typeof hours === "string" ? [] : hours.map(span => span.map(minutes => date + minutes * 6e4))
}

export function accessAt(facts, now) {
  const today = now - now % DAY
  for (const date of [today - DAY, today]) {
    for (const [starts, ends] of stretches(facts, date)) if (starts <= now && now < ends) return ["open", ends]
  }
  const hours = hoursOn(facts, today)
  const days = Array.from({ length: AHEAD }, (_, number) => today + number * DAY)
  const next = days.flatMap(date => stretches(facts, date)).find(([starts]) => starts > now)
  return [typeof hours === "string" ? hours : "closed", next ? next[0] : null]
}

function show(place) {
  const { opening, zone } = place.dataset, now = wall(Date.now(), zone)
  const [door, changes] = accessAt(JSON.parse(opening), now)
  const isToday = changes !== null && (door === "open" || changes - changes % DAY === now - now % DAY)
  const name = `${door}-${changes === null ? "alone" : isToday ? "today" : "later"}`
  const shown = place.querySelector("template").content.querySelector(`[data-door=${name}]`).cloneNode(true)
  fill(shown.querySelector("[data-time]"), new Date(changes).toISOString().slice(11, 16).replace(/^0/, ""))
  fill(shown.querySelector("[data-day]"), longDay(changes))
  place.querySelector(":scope > [data-door]").replaceWith(shown)
  place.querySelector("[data-built]").hidden = true
}

function fill(place, text) {
  if (place) place.textContent = text
}

function longDay(date) {
  const say = (lang, options) => new Date(date).toLocaleDateString(lang, { timeZone: "UTC", ...options })
  const parts = { year: "numeric", month: "long", day: "numeric" }
  if (document.documentElement.lang !== "en") return say("ja", { ...parts, weekday: "short" })
  return `${say("en-GB", { weekday: "long" })}, ${say("en-GB", parts)}`
}

const places = [...(globalThis.document?.querySelectorAll("[data-opening]") ?? [])]
const showAll = () => places.forEach(show)
if (places[0]) {
  setInterval(showAll, 6e4)
  showAll()
}
