const form = document.querySelector("form[data-box]")
const { ask, counted, facts, fill, joined, keep, make, marked, recent, remarks, remember, resultsFor } =
  await import(new URL(form.dataset.box, document.baseURI))

const PAGE = 10
const KEY = "kyodo-search-key"
const part = name => document.querySelector(`[data-part=${name}]`)
const page = part("results"), heading = document.querySelector("h1"), status = part("status")
const list = part("hits"), more = part("more"), clear = part("clear")
const selects = [...page.querySelectorAll("select")], labels = new Map()
const first = { heading: heading.textContent, title: document.title }
let turn = 0

function asked() {
  const given = new URLSearchParams(location.search)
  return Object.fromEntries(["q", ...selects.map(({ name }) => name)].map(name => [name, given.get(name)?.trim() ?? ""]))
}

function choose(choices) {
  const given = Object.entries({ ...asked(), ...choices }).filter(([, value]) => value)
  history.pushState(null, "", `?${new URLSearchParams(given)}`)
  show()
}

function name(query) {
  heading.textContent = query ? fill(page.dataset.sayHeading, { query }) : first.heading
  document.title = query ? first.title.replace(first.heading, heading.textContent) : first.title
  form.elements.q.value = form.elements.q.defaultValue = query
  document.querySelector("a.switch").search = location.search
  part("hint").hidden = Boolean(query)
}

function item(hit) {
  const title = make("span", { class: "hit-title" }, ...marked(hit.title))
  const link = make("a", { href: hit.url }, title)
  if (hit.heading[0]) link.append(" ", make("span", { class: "hit-heading" }, ...marked(hit.heading)))
  const parts = [make("h2", {}, link), make("p", {}, facts(hit))]
  if (hit.snippet[0]) parts.push(make("p", { class: "hit-snippet" }, ...marked(hit.snippet)))
  return make("li", {}, ...parts)
}

function offer(select, choices, value) {
  for (const [key, label] of choices) labels.set(`${select.name} ${key}`, label)
  const isThere = !value || choices.some(([key]) => key === value)
  const rows = isThere ? choices : [...choices, [value, labels.get(`${select.name} ${value}`) ?? value, 0]]
  const options = rows.map(([key, label, number]) =>
    make("option", { value: key }, fill(page.dataset.sayChoice, { label, number })))
  select.replaceChildren(select.options[0], ...options)
  select.value = value
  select.closest("label").hidden = !rows[0]
}

function say(answer, query, isChosen) {
  const words = form.dataset
  part("to-map").hidden = Boolean(answer?.total)
  if (!answer) status.textContent = words.sayFailed
  else if (!answer.total && isChosen) status.textContent = fill(page.dataset.sayNoneChosen, { query })
  else status.textContent = joined([...answer.total ? [counted(answer.total, words)] : [], ...remarks(answer, query, words)])
}

function showMore(answer) {
  const isWhole = list.children.length >= answer.total
  const left = Math.min(PAGE, answer.total - list.children.length)
  more.parentNode.hidden = isWhole
  more.textContent = fill(page.dataset.sayMore, { number: left })
}

function showNothing() {
  status.textContent = ""
  list.replaceChildren()
  part("to-map").hidden = more.parentNode.hidden = true
}

async function show() {
  const { q, ...choices } = asked(), mine = ++turn, isChosen = Object.values(choices).some(Boolean)
  name(q)
  page.hidden = !q
  if (!q) return showNothing()
  const answer = await ask(form, q, { ...choices, facets: true, limit: history.state?.shown ?? PAGE })
  if (mine !== turn) return
  list.replaceChildren(...(answer?.items ?? []).map(item))
  part("facets").hidden = !answer?.total && !isChosen
  clear.hidden = !isChosen
  for (const select of selects) offer(select, answer?.facets[select.name] ?? [], choices[select.name])
  say(answer, q, isChosen)
  showMore(answer ?? { total: 0 })
  if (answer) remember(q)
  showKept()
}

async function showNext() {
  const { q, ...choices } = asked(), mine = ++turn, before = list.children.length
  const answer = await ask(form, q, { ...choices, limit: PAGE, offset: before })
  if (mine !== turn) return
  if (!answer) return say(answer)
  list.append(...answer.items.map(item))
  history.replaceState({ shown: list.children.length }, "")
  showMore(answer)
  status.textContent = fill(page.dataset.sayShown, { number: list.children.length, total: answer.total })
  list.children[before]?.querySelector("a").focus()
}

const settings = part("settings"), isKept = part("keep"), isKey = part("key"), forget = part("forget")

function showKept() {
  const kept = recent()
  isKept.checked = Boolean(kept)
  part("kept").replaceChildren(
    ...(kept ?? []).map(query => make("li", {}, make("a", { href: resultsFor(query, form) }, query))))
  forget.parentNode.hidden = !kept?.[0]
}

function setKept() {
  keep(isKept.checked ? [] : null)
  remember(asked().q)
  showKept()
}

function setKey() {
  try {
    if (isKey.checked) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, "off")
  } catch {} // the browser refuses storage
}

try {
  isKey.checked = localStorage.getItem(KEY) !== "off"
} catch {}
settings.hidden = false
isKept.addEventListener("change", setKept)
isKey.addEventListener("change", setKey)
forget.addEventListener("click", () => {
  keep([])
  showKept()
  isKept.focus()
})
for (const select of selects) select.addEventListener("change", () => choose({ [select.name]: select.value }))
clear.addEventListener("click", () => {
  choose(Object.fromEntries(selects.map(({ name }) => [name, ""])))
  selects.find(select => select.checkVisibility())?.focus()
})
more.addEventListener("click", showNext)
addEventListener("popstate", show)
showKept()
show()
