// The search box: an editable combobox with a list of links. Where things are and what is said stands
// in the data attributes of its form, partials/search.html: words in those that begin with `say`.
// Source: ARIA Authoring Practices Guide, "Editable Combobox With List Autocomplete", manual selection.

const SHOWN = 5
const KEPT = 8
const PAUSE = 100 // milliseconds from the last key to the question
const HUSH = 600 // and from the answer to its announcement, so that a screen reader is not cut short
const RECENT = "kyodo-search-recent"

/**
 * @typedef {[string, boolean][]} Marked  text, and whether it was looked for
 * @typedef {{url: string, title: Marked, heading: Marked, snippet: Marked, kind: string, date: string, state: string}} Hit
 * @typedef {{total: number, isClose: boolean, isOther: boolean, readAs: string, items: Hit[]}} Answer  of `search.js`:
 *   nothing fits wholly; found by way of the other language; what was searched in place of what was typed
 */

/** Make an element: `make("a", { href: "/" }, "Home")`. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** Put values into words: `fill("{number} results", { number: 3 })`. */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field)

/** Give `[[text, isMarked], …]` as nodes. */
export const marked = parts => parts.map(([text, isMarked]) => isMarked ? make("mark", {}, text) : text)

/** Give kind, date and state of a hit as one line. */
export function facts({ kind, date, state }) {
  const line = make("span", { class: "hit-facts" }, make("span", { class: "hit-kind" }, kind))
  if (date) line.append(" ", date)
  if (state) line.append(" ", make("strong", { class: "hit-state" }, state))
  return line
}

/** Give what else a reader should know of an answer, in sentences: none where it fits. */
export function remarks({ total, isClose, isOther, readAs }, query, words) {
  if (!total) return [fill(words.sayNone, { query })]
  const said = [isClose && words.sayClose, isOther && words.sayOther, readAs && fill(words.sayReadAs, { words: readAs })]
  return said.filter(Boolean)
}

/** Put sentences one after the other, as the language of the page does. */
export const joined = sentences => sentences.join(document.documentElement.lang === "ja" ? "" : " ")

/** Say how many there are. */
export const counted = (number, words) =>
  fill(number === 1 ? words.sayOne : words.sayMany, { number: number.toLocaleString(document.documentElement.lang) })

/** Give the page of results for a query. */
export function resultsFor(query, form) {
  const address = new URL(form.action)
  address.search = new URLSearchParams({ q: query })
  return address.href
}

let engine // a promise; none before the first question, and none again when it failed

/** Answer a query, with the engine's own options; null where there is no index to be had. */
export async function ask(form, query, options) {
  const at = name => new URL(form.dataset[name], document.baseURI).href
  try {
    engine ??= import(at("engine")).then(({ open }) => open(at("index")))
    return await (await engine).find(query, options)
  } catch (problem) {
    console.warn("search:", problem)
    engine = undefined
    return null
  }
}

/** Link the style sheet of what is found, unless the page does. */
function dress(form) {
  const { href } = new URL(form.dataset.style, document.baseURI)
  if (![...document.styleSheets].some(sheet => sheet.href === href)) {
    document.head.append(make("link", { rel: "stylesheet", href }))
  }
}

// What the device keeps. A browser may refuse storage, and then nothing is kept.

/** Give the searches that the device keeps, newest first; null where the reader has not asked for that. */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT))
    return Array.isArray(kept) ? kept.filter(query => typeof query === "string").slice(0, KEPT) : null
  } catch {
    return null
  }
}

/** Keep searches on the device; null takes back the reader's leave and what was kept. */
export function keep(searches) {
  try {
    if (searches) localStorage.setItem(RECENT, JSON.stringify(searches.slice(0, KEPT)))
    else localStorage.removeItem(RECENT)
  } catch {} // refused, or full
}

/** Keep one more search, if the reader has asked for it. */
export function remember(query) {
  const kept = recent()
  if (kept && query) keep([query, ...kept.filter(other => other !== query)])
}

/** While kana is composed, letters at its end are a kana that is not there yet: ぼうs is on its way to ぼうさい. */
const settled = (text, isComposing) => isComposing ? text.replace(/([ぁ-ヿ])[a-zａ-ｚ]+$/i, "$1") : text

/** Make the box of a form a combobox. It has the focus, and may have been typed in already. */
export function connect(form) {
  const box = form.elements.q, words = form.dataset
  dress(form)
  const list = make("div", { id: "search-list", role: "listbox", "aria-label": words.sayList })
  const note = make("p", { class: "search-note" })
  const panel = make("div", { class: "search-panel", hidden: "" }, note, list)
  const status = make("p", { class: "visually-hidden", role: "status" })
  let turn = 0, answered = "", pause, hush

  const active = () => list.querySelector("[aria-selected=true]")
  const option = (href, ...children) => make("a", { href, role: "option", tabindex: -1, "aria-selected": false }, ...children)

  function activate(chosen) {
    active()?.setAttribute("aria-selected", false)
    chosen?.setAttribute("aria-selected", true)
    chosen?.scrollIntoView({ block: "nearest" })
    if (chosen) box.setAttribute("aria-activedescendant", chosen.id)
    else box.removeAttribute("aria-activedescendant")
  }

  function close() {
    turn++ // an answer that is under way comes too late
    clearTimeout(pause)
    clearTimeout(hush)
    activate(null)
    status.textContent = ""
    panel.hidden = true
    box.setAttribute("aria-expanded", false)
  }

  function show(sentences, options, said = sentences) {
    activate(null)
    note.textContent = joined(sentences)
    note.hidden = !sentences[0]
    options.forEach((each, number) => each.id = `search-option-${number}`)
    list.replaceChildren(...options)
    panel.hidden = false
    box.setAttribute("aria-expanded", true)
    clearTimeout(hush)
    hush = setTimeout(() => status.textContent = joined(said), HUSH)
  }

  const map = () => option(new URL(words.map, document.baseURI).href, words.sayToMap)

  function showAnswer(answer, query) {
    const sentences = remarks(answer, query, words)
    if (!answer.total) return show(sentences, [map()])
    const hits = answer.items.map(hit => {
      const found = option(hit.url, make("span", { class: "hit-title" }, ...marked(hit.title)))
      if (hit.heading[0]) found.append(" ", make("span", { class: "hit-heading" }, ...marked(hit.heading)))
      found.append(" ", facts(hit))
      return found
    })
    hits.push(option(resultsFor(query, form), words.sayAll)) // that page looks further: how many there are, it says
    const offered = fill(hits.length === 2 ? words.sayOfferedOne : words.sayOfferedMany, { number: hits.length - 1 })
    show(sentences, hits, [offered, ...sentences])
  }

  function showRecent() {
    const kept = recent()
    answered = ""
    if (!kept?.[0]) return close()
    const settings = option(new URL("#searches", form.action).href, words.saySettings)
    show([words.sayRecent], [...kept.slice(0, SHOWN).map(query => option(resultsFor(query, form), query)), settings])
  }

  async function search(isComposing) {
    clearTimeout(pause)
    const query = settled(box.value, isComposing).trim(), mine = ++turn
    if (!query) return showRecent()
    if (query === answered && !panel.hidden) return // kana was confirmed as it stands: an option keeps its choice
    const answer = await ask(form, query, { limit: SHOWN })
    if (mine !== turn) return
    answered = answer ? query : ""
    if (answer) showAnswer(answer, query)
    else show([words.sayFailed], [map()])
  }

  function searchSoon({ isComposing = false }) {
    turn++ // what is asked for by now is another text
    clearTimeout(pause)
    pause = setTimeout(search, PAUSE, isComposing)
  }

  // What was typed, or chosen before; not the words whose results the page shows already.
  function offer() {
    if (box.value !== box.defaultValue || !box.value) search()
  }

  function step(by) {
    if (panel.hidden) return search()
    const options = [...list.children], now = options.indexOf(active())
    const next = now < 0 && by < 0 ? options.length - 1 : now + by
    activate(options[next] ?? null) // past an end one is in the text again
  }

  function press(event) {
    if (event.isComposing || event.keyCode === 229) return // the key is the input method's
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { key } = event, chosen = active()
    if (key === "ArrowDown" || key === "ArrowUp") step(key === "ArrowDown" ? 1 : -1)
    else if (key === "Enter" && chosen) chosen.click()
    else if (key === "Escape" && !panel.hidden) close()
    else if (key === "Escape") {
      box.value = ""
      close()
    } else {
      if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) activate(null) // back in the text
      return
    }
    event.preventDefault()
  }

  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": false,
    autocomplete: "off",
  })) box.setAttribute(name, value)
  form.append(panel, status)
  box.addEventListener("input", searchSoon)
  box.addEventListener("compositionend", () => searchSoon({}))
  box.addEventListener("keydown", press)
  box.addEventListener("focus", offer)
  form.addEventListener("focusout", event => form.contains(event.relatedTarget) || close())
  form.addEventListener("submit", close)
  panel.addEventListener("mousedown", event => event.preventDefault()) // the box keeps the focus
  panel.addEventListener("click", event => event.target.closest("a") && remember(box.value.trim()))
  offer()
}
