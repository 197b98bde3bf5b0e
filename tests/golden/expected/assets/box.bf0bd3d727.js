
const SHOWN = 5
const KEPT = 8
const PAUSE = 100 // milliseconds from the last key to the question
const HUSH = 600 // and from the answer to its announcement, so that a screen reader is not cut short
const RECENT = "kyodo-search-recent"


export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field)

export const marked = parts => parts.map(([text, isMarked]) => isMarked ? make("mark", {}, text) : text)

export function facts({ kind, date, state }) {
  const line = make("span", { class: "hit-facts" }, make("span", { class: "hit-kind" }, kind))
  if (date) line.append(" ", date)
  if (state) line.append(" ", make("strong", { class: "hit-state" }, state))
  return line
}

export function remarks({ total, isClose, isOther, readAs }, query, words) {
  if (!total) return [fill(words.sayNone, { query })]
  const said = [isClose && words.sayClose, isOther && words.sayOther, readAs && fill(words.sayReadAs, { words: readAs })]
  return said.filter(Boolean)
}

export const joined = sentences => sentences.join(document.documentElement.lang === "ja" ? "" : " ")

export const counted = (number, words) =>
  fill(number === 1 ? words.sayOne : words.sayMany, { number: number.toLocaleString(document.documentElement.lang) })

export function resultsFor(query, form) {
  const address = new URL(form.action)
  address.search = new URLSearchParams({ q: query })
  return address.href
}

let engine // a promise; none before the first question, and none again when it failed

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

function dress(form) {
  const { href } = new URL(form.dataset.style, document.baseURI)
  if (![...document.styleSheets].some(sheet => sheet.href === href)) {
    document.head.append(make("link", { rel: "stylesheet", href }))
  }
}


export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT))
    return Array.isArray(kept) ? kept.filter(query => typeof query === "string").slice(0, KEPT) : null
  } catch {
    return null
  }
}

export function keep(searches) {
  try {
    if (searches) localStorage.setItem(RECENT, JSON.stringify(searches.slice(0, KEPT)))
    else localStorage.removeItem(RECENT)
  } catch {} // refused, or full
}

export function remember(query) {
  const kept = recent()
  if (kept && query) keep([query, ...kept.filter(other => other !== query)])
}

const settled = (text, isComposing) => isComposing ? text.replace(/([ぁ-ヿ])[a-zａ-ｚ]+$/i, "$1") : text

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


const K = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u3005\\u3007\\u{20000}-\\u{3ffff}"
const H = "\\u3041-\\u3096\\u309d\\u309e", T = "\\u30a1-\\u30fa\\u30fd\\u30fe", LONG = "\\u30fc"
const re = (source, flags = "gu") => new RegExp(source, flags)
const RUN = re(`[a-z0-9]+(?:['\\u2019-][a-z0-9]+)*|[${K}${H}${T}${LONG}]+`)
const JAPANESE = re(`^[${K}${H}${T}${LONG}]`, "u"), KANJI = re(`[${K}]`), KANA_PARTS = re(`[${H}${T}${LONG}]+`)
const TYPED = re(`^[${H}${LONG}]+$`, "u"), KANA = re(`^[${H}${T}${LONG}]+$`, "u"), PIECE = re(`[${K}]+|[${H}][${H}${LONG}]*|[${T}${LONG}]+`)
const ALL_KANJI = re(`^[${K}]+$`, "u"), ALL_HIRAGANA = re(`^[${H}][${H}${LONG}]*$`, "u"), SOME_HIRAGANA = re(`[${H}]`, "u"), SOME_KANJI = re(`[${K}]`, "u"), FOREIGN = {ja: /[a-z]/, en: re(`[${K}${H}${T}]`, "u")}
const NOT_HIRAGANA = re(`[^${H}]`), PLAIN = re(`[^a-z0-9${K}${H}${T}${LONG}]+`), LOAN = re(`[${T}${LONG}]{4,}`)
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const VALUE = Object.fromEntries([...ALPHABET].map((char, number) => [char, number]))
const READING = "*", MOST = 15, VERSION = 1
const DAY = "([0-9]{1,2})(?:st|nd|rd|th)?", LAST_MONTH = 12, LAST_DAY = 31
const SINGLE = .7, KANA_BESIDE = .3, LETTER = .3, LONGEST = 200
const ENOUGH = .55, ENOUGH_OF_TWO = .7, WHOLE = .99, COMMON = .4, MISSING = .6, GAP = .25
const FACTORS = {text: 1, pairs: .9, reading: .9, synonym: .8, typo: .7, day: .9}
const TITLE_BONUS = 100, SOON_BONUS = 2.5, ASIDE_SHARE = .5, SOON_ALIKE = .75, SHORTEST_BEGINNING = 5, LONGEST_ENDING = 5, MOST_REPAIRS = 3, FEW = 5, MOST_WORDS = 6, LONGEST_READING = 8, LONGEST_RUN = 60
const SNIPPET = 110, BEFORE = 30, REACH = 70, LONGEST_NAME = 24

const matches = (pattern, text) => Array.from(text.matchAll(pattern))
const unique = list => [...new Set(list)]
const sum = numbers => numbers.reduce((total, number) => total + number, 0)
const isAlpha = word => /^[a-z]+$/.test(word)
export const isJapanese = run => JAPANESE.test(run)

export function prepare(raw) {
  const pairs = text => Object.fromEntries(matches(/(.)(.)/gu, text).map(found => [found[1], found[2]]))
  const counters = [...raw.counters].sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
  const names = raw.months.join(" ").replaceAll(" ", "|")
  const between = `(?![${raw.particles}])[${H}]`
  return {
    ...raw, old: pairs(raw.old_kanji), large: pairs(raw.small_kana), stop: new Set(raw.stop_words),
    counted: re(`(${Object.keys(raw.eras).join("|")})?([0-9]+|${raw.first_year})(${counters.join("|")})`),
    dates: re(`(?<![0-9a-z/.-])(?:([12][0-9]{3})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?|([0-9]{1,2})/([0-9]{1,2})|(${names})\\.? ${DAY}|${DAY} (?:of )?(${names}))(?![0-9a-z/-])`),
    monthOf: name => raw.months.findIndex(one => one.split(" ").includes(name)) + 1,
    skipping: re(`([${K}])(?=${between}(?:${between})?([${K}]))`),
    romaji: new Map(Object.entries(raw.romaji)), plurals: new Map(Object.entries(raw.plurals)),
  }
}

export function tools(raw) {
  const rules = prepare(raw), stems = new Map()

  const fold = text => unify(text.normalize("NFKC").toLowerCase())
  const unify = text => Array.from(text, char => rules.old[char] ?? char).join("")
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, char => char.normalize("NFD").replace(/[\u0300-\u036f]/g, ""))
  const toHiragana = text => text.replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, char => String.fromCharCode(char.charCodeAt() - 96))

  function readingKey(reading, isVoiced = false) {
    const kana = toHiragana(reading.normalize("NFKC"))
    const plain = isVoiced ? kana : kana.normalize("NFD").replace(/[\u3099\u309a]/g, "")
    const large = Array.from(plain, char => rules.large[char] ?? char).join("").replace(NOT_HIRAGANA, "")
    return Array.from(large).filter((char, at) => !at || !rules.long_vowels.some(
      ([vowel, before]) => vowel === char && before.includes(large[at - 1]))).join("")
  }

  const titleKey = text => fold(text).replace(PLAIN, "").replace(KANA_PARTS, kana => readingKey(kana, true))
  const runs = folded => matches(RUN, folded).map(found => found[0])

  function stem(word) {
    if (word.length < 3 || !isAlpha(word)) return word
    if (!stems.has(word)) stems.set(word, porter(rules.plurals.get(word) ?? word))
    return stems.get(word)
  }

  function latinTerms(run) {
    const parts = run.replace(/['\u2019]s$/, "").split(/['\u2019-]/)
    return parts.length > 1 ? [...parts.map(stem), stem(parts.join(""))] : parts.map(stem)
  }

  const skippingPairs = plain => matches(rules.skipping, plain).map(found => found[1] + found[2])
  const pairsOf = plain => { const chars = Array.from(plain); return chars.slice(1).map((char, at) => chars[at] + char) }
  function japaneseTerms(run) {
    const plain = toHiragana(run)
    return [...pairsOf(plain), ...matches(KANJI, plain).map(found => found[0]), ...skippingPairs(plain)]
  }

  const numbers = folded => matches(rules.counted, folded).flatMap(([, era, number, counter]) => {
    if (era && number.length <= 2) return [`${rules.eras[era] + (number === rules.first_year ? 1 : Number(number))}${counter}`]
    return number === rules.first_year ? [] : [`${number.replace(/^0+/, "") || "0"}${counter}`]
  })
  const dated = folded => folded.replace(rules.dates, (typed, year, month, day, monthAlone, dayAlone, before, dayAfter, dayBefore, after) => {
    const name = before ?? after, number = name ? rules.monthOf(name) : Number(month ?? monthAlone)
    const ofMonth = Number(day ?? dayAlone ?? dayAfter ?? dayBefore ?? 0)
    if (number < 1 || number > LAST_MONTH || ofMonth > LAST_DAY) return typed
    return [Number(year ?? 0), number, ofMonth].map((part, at) => part ? part + rules.date_counters[at] : "").join("")
  })
  const withoutNumbers = folded => folded.replace(rules.counted, " ")

  function textTerms(text) {
    const folded = fold(text)
    return [...numbers(dated(folded)), ...runs(folded).flatMap(run => isJapanese(run) ? japaneseTerms(run) : latinTerms(run))]
  }

  function cover(piece) {
    const pairs = pairsOf(toHiragana(piece))
    return unique(pairs.filter((_, at) => at % 2 === 0 || at === pairs.length - 1))
  }

  function japanese(run) {
    const pieces = matches(PIECE, run).map(found => found[0])
    if (pieces.length === 1 && (Array.from(run).length > 1 || !ALL_KANJI.test(run))) return cover(run).map(pair => [pair, 1])
    const skipped = skippingPairs(toHiragana(run))
    return [...skipped.map(pair => [pair, 1]), ...pieces.flatMap(piece => {
      const pairs = cover(piece)
      if (ALL_HIRAGANA.test(piece)) return pairs.map(pair => [pair, KANA_BESIDE / pairs.length])
      if (Array.from(piece).length > 1) return pairs.map(pair => [pair, 1])
      return ALL_KANJI.test(piece) && !skipped.some(pair => pair.includes(piece)) ? [[piece, SINGLE]] : []
    })]
  }

  function latin(run) {
    if (rules.stop.has(run)) return []
    const parts = latinTerms(run)
    return (parts.length > 1 ? parts.slice(0, -1) : parts)
      .map(part => [part, Array.from(part).length > 1 || /^[0-9]$/.test(part) ? 1 : LETTER])
  }

  function textWay(words) {
    const terms = new Map()
    for (const [term, weight] of words.flatMap(run => isJapanese(run) ? japanese(run) : latin(run)))
      terms.set(term, Math.max(weight, terms.get(term) ?? 0))
    return [...terms]
  }

  function allPairs(run) {
    const chars = Array.from(run), isMixed = matches(PIECE, run).length > 1, terms = new Map()
    pairsOf(toHiragana(run)).forEach((pair, at) =>
      terms.set(pair, isMixed && (SOME_HIRAGANA.test(chars[at]) || SOME_HIRAGANA.test(chars[at + 1])) ? KANA_BESIDE / 2 : 1))
    for (const pair of skippingPairs(toHiragana(run))) terms.set(pair, 1)
    return [...terms]
  }

  const total = terms => sum(terms.map(([, weight]) => weight))
  const way = (terms, how = "text", text = "") => ({terms, how, text})
  const runKey = run => isJapanese(run) ? toHiragana(run) : stem(run)

  function idea(text, others) {
    const words = runs(text), terms = textWay(words), ways = [way(terms, "text", text)], weight = total(terms)
    if (words.length === 1 && isJapanese(text)) {
      const pairs = allPairs(text)
      if (pairs.length && String(pairs) !== String(terms)) ways.push(way(pairs, "pairs", text))
      if (Array.from(text).length > 1 && KANA.test(text)) ways.push(way([[READING + readingKey(text), weight]], "reading", text))
    } else if (words.length === 1) {
      const parts = latinTerms(text)
      if (parts.length > 1) ways.push(way([[parts.at(-1), 1]], "text", text))
    }
    for (const [how, other] of others) {
      const folded = fold(other)
      const found = [...numbers(folded).map(term => [term, 1]), ...textWay(runs(withoutNumbers(folded)))], whole = total(found)
      ways.push(way(found.map(([term, share]) => [term, share * weight / whole]), how, other))
    }
    return {text, weight, ways: ways.filter(one => one.terms.length)}
  }

  function plan(query, synonyms) {
    const typed = fold(Array.from(query).slice(0, LONGEST).join("")), folded = dated(typed)
    const ideas = numbers(folded).map(term => ({text: term, weight: 1, ways: [way([[term, 1]], "text", term)]}))
    const rest = runs(withoutNumbers(folded))
    const isShort = rest.length + ideas.length === 1 && textWay(rest).length <= 2
    for (let at = 0; at < rest.length;) {
      const [length, others] = synonyms.at(rest, at)
      const text = rest.slice(at, at + Math.max(length, 1)).join(" ")
      if (length || !isJapanese(text)) ideas.push(idea(text, others))
      else ideas.push(...synonyms.inside(text).map(([piece, found]) => idea(piece, found)))
      at += Math.max(length, 1)
    }
    const key = titleKey(typed), chars = Array.from(key)
    const titles = chars.length > 1 ? [`${chars.slice(0, 2).join("")}=${key}`] : []
    if (chars.length > 1 && SOME_HIRAGANA.test(key) && !SOME_KANJI.test(key)) titles.push(`${READING}${key}=`)
    return {ideas: ideas.filter(one => one.weight), isShort, titles}
  }

  function relativeWords(today) {
    const [, month, day] = rules.date_counters, date = today.getDate(), weekday = (today.getDay() + 6) % 7
    const written = days => {
      const one = new Date(today.getFullYear(), today.getMonth(), date + days, 12)
      return `${one.getMonth() + 1}${month}${one.getDate()}${day}`
    }
    const monthOn = months => `${(today.getMonth() + months + 12) % 12 + 1}${month}`
    const list = (words, make) => Object.entries(words).map(([word, value]) => [word, make(value)])
    return [
      ...list(rules.days_on, days => [written(days)]),
      ...list(rules.weeks_on, ([weeks, first, last]) => Array.from(
        {length: last - first + 1}, (_, at) => written(weeks * 7 + first + at - weekday))),
      ...list(rules.months_on, months => [monthOn(months)]),
    ]
  }

  function synonyms(groups, readings = {}, today = null) {
    const byReading = new Map(Object.entries(readings))
    const byKey = new Map()
    for (const group of groups) for (const word of group) {
      const key = runs(fold(word)).map(runKey).join(" ")
      byKey.set(key, unique([...byKey.get(key) ?? [], ...group.filter(other => other !== word)]))
    }
    for (const [key, words] of byKey) byKey.set(key, words.map(word => ["synonym", word]))
    for (const [word, days] of today ? relativeWords(today) : [])
      byKey.set(runs(fold(word)).map(runKey).join(" "), days.map(day => ["day", day]))
    const longestWord = Math.max(0, ...Array.from(byKey.keys(), key => key.length))
    return {
      at(words, start) {
        for (let length = Math.min(4, words.length - start); length; length--) {
          const found = byKey.get(words.slice(start, start + length).map(runKey).join(" "))
          if (found) return [length, found]
        }
        const number = ALL_HIRAGANA.test(words[start]) ? byReading.get(readingKey(words[start])) : undefined
        return number === undefined ? [0, []] : [1, groups[number].map(word => ["synonym", word])]
      },
      inside(run) {
        const chars = Array.from(run), plain = Array.from(toHiragana(run)), pieces = []
        let begun = 0
        for (let at = 0; at < chars.length;) {
          let length = Math.min(longestWord, chars.length - at)
          while (length > 1 && !byKey.has(plain.slice(at, at + length).join(""))) length--
          if (length < 2) { at++; continue }
          if (begun < at) pieces.push([chars.slice(begun, at).join(""), []])
          pieces.push([chars.slice(at, at + length).join(""), byKey.get(plain.slice(at, at + length).join(""))])
          begun = at += length
        }
        if (begun < chars.length) pieces.push([chars.slice(begun).join(""), []])
        return pieces
      },
    }
  }

  function kanaOf(word) {
    let text = ""
    for (let at = 0; at < word.length;) {
      if (word[at] === word[at + 1] && "kstcpgzjdbhmyrwf".includes(word[at])) { text += rules.small_tsu; at++; continue }
      const length = [3, 2, 1].find(n => rules.romaji.has(word.slice(at, at + n)) && at + n <= word.length)
      if (length) { text += rules.romaji.get(word.slice(at, at + length)); at += length }
      else if ("nm".includes(word[at])) { text += rules.syllabic_n; at++ }
      else return ""
    }
    return text
  }

  const loanWords = text => matches(LOAN, text).map(found => found[0])
  return {fold, toHiragana, readingKey, titleKey, runs, stem, latinTerms, textTerms, textWay, plan, synonyms, relativeWords, kanaOf, loanWords}
}

export function distance(word, other) {
  const most = word.length >= 8 ? 2 : 1
  if (Math.abs(word.length - other.length) > most) return 0
  let earlier, before = [], row = Array.from({length: other.length + 1}, (_, at) => at)
  for (let at = 1; at <= word.length; at++) {
    [earlier, before, row] = [before, row, [at]]
    for (let to = 1; to <= other.length; to++) {
      const isSame = word[at - 1] === other[to - 1]
      row[to] = Math.min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (isSame ? 0 : 1))
      if (at > 1 && to > 1 && word[at - 1] === other[to - 2] && word[at - 2] === other[to - 1])
        row[to] = Math.min(row[to], earlier[to - 2] + 1)
    }
  }
  return row.at(-1) <= most ? row.at(-1) : 0
}

export function porter(word) {
  if (word.length < 3) return word
  let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y")
  const C = "[^aeiouy]+", V = "[aeiouy]+"
  const over = count => text => RegExp(`^(?:${C})?${`${V}${C}`.repeat(count)}`).test(text)
  const m0 = over(1), m1 = over(2), m1only = text => m0(text) && !RegExp(`^(?:${C})?(?:${V}${C}){2}`).test(text)
  const hasVowel = text => /[aeiouy]/.test(text), isShort = text => /[^aeiouy][aeiouy][^aeiouywxY]$/.test(text)
  const swap = (table, fits) => {
    const ending = Object.keys(table).filter(end => w.endsWith(end)).sort((one, other) => other.length - one.length)[0]
    if (ending !== undefined && fits(w.slice(0, -ending.length), ending)) w = w.slice(0, -ending.length) + table[ending]
  }
  if (/sses$/.test(w) || /ies$/.test(w)) w = w.slice(0, -2)
  else if (/s$/.test(w) && !/ss$/.test(w)) w = w.slice(0, -1)
  if (/eed$/.test(w)) { if (m0(w.slice(0, -3))) w = w.slice(0, -1) }
  else {
    const cut = /ed$/.test(w) ? w.slice(0, -2) : /ing$/.test(w) ? w.slice(0, -3) : ""
    if (cut && hasVowel(cut)) {
      w = cut
      if (/(?:at|bl|iz)$/.test(w)) w += "e"
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1)
      else if (m1only(w) && isShort(w)) w += "e"
    }
  }
  if (/[yY]$/.test(w) && hasVowel(w.slice(0, -1))) w = w.slice(0, -1) + "i"
  swap({ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", abli: "able", alli: "al", entli: "ent",
    eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
    ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble"}, m0)
  swap({icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: ""}, m0)
  swap(Object.fromEntries("al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(" ")
    .map(end => [end, ""])), (text, end) => m1(text) && (end !== "ion" || /[st]$/.test(text)))
  if (/e$/.test(w) && (m1(w.slice(0, -1)) || (m1only(w.slice(0, -1)) && !isShort(w.slice(0, -1))))) w = w.slice(0, -1)
  if (/ll$/.test(w) && m1(w.slice(0, -1))) w = w.slice(0, -1)
  return w.toLowerCase()
}

export async function load(base, today = new Date()) {
  const answer = await fetch(new URL("index.json", base), {cache: "no-cache"})
  if (!answer.ok) throw new Error(`index.json: ${answer.status}`)
  const index = await answer.json()
  if (index?.version !== VERSION || !Array.isArray(index.first)) throw new Error("index.json: another format")
  const texts = new Map(), kit = tools(index.rules)
  const read = path => {
    if (!texts.has(path)) texts.set(path, fetch(new URL(path, base)).then(found => {
      if (!found.ok) throw new Error(`${path}: ${found.status}`)
      return found.text()
    }))
    return texts.get(path)
  }

  const fileOf = term => {
    let low = 0, high = index.first.length
    while (low < high) { const at = (low + high) >> 1; if (index.first[at] <= term) low = at + 1; else high = at }
    const first = low && Array.from(index.first[low - 1]).slice(0, LONGEST_NAME).join("")
    const name = low && Array.from(new TextEncoder().encode(first), byte => byte.toString(16).padStart(2, "0"))
    return low && `t/${name.join("")}-${index.terms.slice(low * 3 - 3, low * 3)}.txt`
  }
  const lines = new Map()
  async function linesOf(path) {
    if (!lines.has(path)) {
      const text = await read(path)
      lines.set(path, new Map(text.split("\n").filter(Boolean).map(line => [line.slice(0, line.indexOf("\t")), line])))
    }
    return lines.get(path)
  }

  return {
    ...index, kit, synonyms: kit.synonyms(index.synonyms, index.readings, today),
    async postings(terms) {
      const found = new Map()
      await Promise.all(terms.map(async term => {
        const path = fileOf(term), line = path && (await linesOf(path)).get(term)
        if (!line) return
        const [, text, number, ...spellings] = line.split("\t"), pages = parsePostings(text)
        found.set(term, {number: Number(number) || pages.length, pages, spellings})
      }))
      return found
    },
    async wordsAt(letter) {
      const digest = index.words[letter]
      return digest ? (await read(`w/${letter.codePointAt().toString(16)}-${digest}.txt`)).split("\n") : []
    },
    isComing: page => index.soon[0] <= page && page < index.soon[1],
    isSoon(page) { return this.isComing(page) && !index.off.includes(page) },
    isAside: page => page >= index.aside,
    async page(number) {
      const group = Math.floor(number / index.group)
      const text = await read(`p/${group}-${index.texts.slice(group * 3, group * 3 + 3)}.json`)
      return JSON.parse(text)[number % index.group]
    },
    facetsFile: async () => JSON.parse(await read(`facets-${index.facets}.json`)),
  }
}

export function parsePostings(text) {
  const found = []
  let number = 0, shift = 0, page = 0
  for (const char of text) {
    const value = VALUE[char]
    number += (value & 31) * 2 ** shift
    if (value & 32) { shift += 5; continue }
    page += Math.floor(number / 16)
    found.push([page, number % 16])
    number = shift = 0
  }
  return found
}

const rarity = (number, size) => number ? COMMON + (1 - COMMON) * Math.log(1 + size / number) / Math.log(1 + size) : MISSING
const worthOf = (way, found, size) => way.terms.map(([term, weight]) => weight * rarity(found.get(term)?.number, size))

function bestWays(idea, kinds, found, index) {
  const best = new Map()
  for (const way of idea.ways.filter(one => kinds.includes(one.how))) {
    const worths = worthOf(way, found, index.size), total = sum(worths), factor = FACTORS[way.how], pages = new Map()
    way.terms.forEach(([term], at) => {
      for (const [page, impact] of found.get(term)?.pages ?? []) {
        const [share, score] = pages.get(page) ?? [0, 0]
        pages.set(page, [share + worths[at] / total, score + worths[at] * impact / MOST])
      }
    })
    for (const [page, [share, score]] of pages) {
      if (way.how === "day" && !(share >= WHOLE && index.isComing(page))) continue
      const known = best.get(page)
      if (!known || share > known[1] || (share === known[1] && score * factor > known[2])) best.set(page, [way, share, score * factor])
    }
  }
  return best
}

async function rank(asked, index, kinds) {
  const ways = asked.ideas.flatMap(idea => idea.ways.filter(way => kinds.includes(way.how)))
  const found = await index.postings(unique([...ways.flatMap(way => way.terms.map(([term]) => term)), ...asked.titles]))
  const weights = asked.ideas.map(idea => Math.min(...idea.ways.map(way => sum(worthOf(way, found, index.size)))))
  const total = sum(weights), best = new Map()
  asked.ideas.forEach((idea, at) => {
    for (const [page, [way, share, score]] of bestWays(idea, kinds, found, index))
      best.set(page, [...best.get(page) ?? [], [way, share * weights[at] / total, score]])
  })
  const titles = new Set(asked.titles.flatMap(term => (found.get(term)?.pages ?? []).map(([page]) => page)))
  for (const page of titles) if (!best.has(page)) best.set(page, [])
  const hits = [...best].map(([page, rows]) => {
    const coverage = titles.has(page) ? 1 : sum(rows.map(row => row[1]))
    const isSoon = index.isSoon(page), factor = isSoon ? SOON_BONUS : index.isAside(page) ? ASIDE_SHARE : 1
    const score = sum(rows.map(row => row[2])) * coverage ** 2 * factor
    return {page, coverage, score: round(score + (titles.has(page) ? TITLE_BONUS : 0)), ways: rows.map(row => row[0]), turn: isSoon ? -1 - page : page}
  })
  const most = Math.max(0, ...hits.map(hit => hit.coverage))
  const least = Math.max(asked.isShort ? ENOUGH_OF_TWO : ENOUGH, most - GAP)
  const spellings = new Map([...found].map(([term, line]) => [term, line.spellings]))
  return sorted(hits.filter(hit => hit.coverage >= least))
    .map(hit => ({...hit, spellings}))
}

function sorted(hits) {
  const best = Math.max(0, ...hits.filter(hit => hit.turn < 0 && hit.coverage >= WHOLE).map(hit => hit.score))
  const worth = ({score, turn}) => turn < 0 && SOON_ALIKE * best <= score && score < best ? best : score
  return [...hits].sort((one, other) => (one.coverage < WHOLE) - (other.coverage < WHOLE) || worth(other) - worth(one) || one.turn - other.turn)
}
const round = number => Math.round(number * 1e6) / 1e6

async function readWords(key, index) {
  const terms = []
  for (let at = 0; at < key.length - 1 && terms.length < MOST_WORDS;) {
    const tries = []
    for (let n = Math.min(LONGEST_READING, key.length - at); n > 1; n--) tries.push(READING + key.slice(at, at + n))
    const found = await index.postings(tries), term = tries.find(one => found.has(one))
    at += term ? term.length - 1 : 1
    if (term) terms.push([term, term.length - 1])
  }
  return terms
}

const isBeginning = (other, word) =>
  other.length >= SHORTEST_BEGINNING && word.startsWith(other) && word.length - other.length <= LONGEST_ENDING

async function repaired(idea, index) {
  const {kit} = index, more = []
  const nearest = async (word, count) => (await index.wordsAt(word[0])).map(other => [distance(word, other), other])
    .filter(([steps]) => steps).sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1)).slice(0, count)
  if (isJapanese(idea.text)) {
    const terms = TYPED.test(idea.text) ? await readWords(kit.readingKey(idea.text).slice(0, LONGEST_RUN), index) : []
    if (terms.length > 1) more.push({terms, how: "reading", text: idea.text})
    for (const word of kit.loanWords(idea.text)) {
      const plain = kit.toHiragana(word)
      for (const [, other] of await nearest(plain, 1))
        more.push({terms: kit.textWay([kit.toHiragana(idea.text).replaceAll(plain, other)]), how: "typo", text: other})
    }
  } else if (isAlpha(idea.text)) {
    const word = kit.stem(idea.text)
    more.push(...kanaWays(idea, kit))
    if (word.length >= 4) {
      let near = (await nearest(word, MOST_REPAIRS)).map(([, other]) => other)
      if (!near.length) near = (await index.wordsAt(word[0])).filter(other => isBeginning(other, word)).sort((one, other) => other.length - one.length)
      for (const other of near.slice(0, MOST_REPAIRS)) more.push({terms: [[other, idea.weight]], how: "typo", text: other})
    }
  }
  return {...idea, ways: [...idea.ways, ...more]}
}

function kanaWays(idea, kit) {
  const kana = isAlpha(idea.text) ? kit.kanaOf(idea.text) : ""
  if (kana.length < 2) return []
  const [first] = kit.plan(kana, kit.synonyms([])).ideas, ways = first?.ways.slice(0, 1) ?? []
  return [{terms: [[READING + kit.readingKey(kana), idea.weight]], how: "reading", text: kana}, ...ways.map(way => ({...way, how: "reading"}))]
}

function firstWays(idea) {
  const read = idea.ways.filter(way => way.how === "reading")
  return read.length && TYPED.test(idea.text) ? {...idea, ways: read} : idea
}

export async function findHits(query, index, synonyms, openOther = null, isFull = true) {
  const all = Object.keys(FACTORS)
  let asked = index.kit.plan(query, synonyms)
  let hits = await rank({...asked, ideas: asked.ideas.map(firstWays)}, index, ["text", "reading", "day"])
  if (isFull || !hits.some(hit => hit.coverage >= WHOLE)) {
    const more = await rank(asked, index, all)
    hits = more.length ? more : hits
  }
  if (!hits.length) {
    asked = {...asked, ideas: await Promise.all(asked.ideas.map(idea => repaired(idea, index)))}
    hits = await rank(asked, index, all)
  }
  const isFew = hits.filter(hit => hit.coverage >= WHOLE).length < FEW
  const isForeign = asked.ideas.every(idea => FOREIGN[index.lang].test(idea.text))
  if (!openOther || (hits.length && !(isFew && isForeign))) return {hits, plan: asked, isOther: false}
  if (hits.length) {
    asked = {...asked, ideas: asked.ideas.map(idea => ({...idea, ways: [...idea.ways, ...kanaWays(idea, index.kit)]}))}
    const more = await rank(asked, index, all)
    hits = more.length ? more : hits
  }
  const found = await findHits(query, await openOther(), synonyms, null, isFull)
  return hits.length ? {hits: merge(hits, found.hits), plan: asked, isOther: false} : {...found, isOther: true}
}

function merge(hits, others) {
  const best = new Map()
  const byScore = (one, other) => (one.coverage < WHOLE) - (other.coverage < WHOLE) || other.score - one.score
  for (const hit of [...hits, ...others].sort(byScore)) if (!best.has(hit.page)) best.set(hit.page, hit)
  return sorted([...best.values()])
}

function markText(text, ways, spellings, kit) {
  const chars = Array.from(text), plain = [], from = []
  chars.forEach((char, at) => { for (const one of kit.toHiragana(kit.fold(char))) { plain.push(one); from.push(at) } })
  const flat = plain.join(""), flags = new Array(chars.length).fill(false), units = []
  plain.forEach((char, at) => { for (let n = 0; n < char.length; n++) units.push(from[at]) })
  const flag = (start, length) => { for (let at = start; at < start + length; at++) flags[units[at]] = true }
  const mark = word => {
    let any = false
    for (let at = flat.indexOf(word); word && at >= 0; at = flat.indexOf(word, at + word.length)) { flag(at, word.length); any = true }
    return any
  }
  const stems = new Set(ways.flatMap(way => way.terms.map(([term]) => term)))
  for (const way of ways) {
    const read = way.how === "reading" ? way.terms.flatMap(([term]) => spellings.get(term) ?? []) : []
    const isWhole = [kit.toHiragana(kit.fold(way.text)), ...read.map(kit.toHiragana)].map(word => JAPANESE.test(word) && mark(word)).some(Boolean)
    if (!isWhole) for (const [term] of way.terms) if (JAPANESE.test(term)) mark(term)
  }
  for (const found of flat.matchAll(/[0-9]+[^\s0-9a-z]{1,3}|[a-z0-9'\u2019-]+/g)) {
    const terms = kit.textTerms(found[0]).filter(term => !JAPANESE.test(term))
    const hit = terms.find(term => stems.has(term))
    if (hit) flag(found.index, /^[0-9]/.test(hit) ? hit.length : found[0].length)
  }
  const parts = []
  chars.forEach((char, at) => {
    if (parts.length && parts.at(-1)[1] === flags[at]) parts.at(-1)[0] += char
    else parts.push([char, flags[at]])
  })
  return parts
}

const unbroken = ([text, isMarked]) => [text.replace(/\u7b2c(?=[0-9])/g, "\u7b2c\u2060"), isMarked]
const marks = parts => sum(parts.map(([text, isMarked]) => isMarked ? Array.from(text).length : 0))

function beginning(chars, first) {
  const isEnd = at => /[\u3002\uff01\uff1f\n]/.test(chars[at]) || (/[.!?]/.test(chars[at]) && chars[at + 1] === " ")
  const isInside = at => /[a-z0-9'\u2019]/i.test(chars[at - 1]) && /[a-z0-9'\u2019]/i.test(chars[at])
  if (first <= BEFORE) return [0, false]
  let start = first
  while (start && first - start < REACH && !isEnd(start - 1)) start--
  const isCut = start > 0 && !isEnd(start - 1)
  if (isCut) start = first - BEFORE
  while (start && start < first && (chars[start] === " " || isInside(start))) start++
  return [start, isCut]
}

export function shorten(parts) {
  const chars = parts.flatMap(([text, isMarked]) => Array.from(text, char => [char === "\n" ? " " : char, isMarked]))
  const first = Math.max(0, chars.findIndex(([, isMarked]) => isMarked))
  const [start, isCut] = chars.length <= SNIPPET ? [0, false] : beginning(parts.flatMap(([text]) => Array.from(text)), first)
  const shown = chars.slice(start, start + SNIPPET), joined = []
  if (isCut) joined.push(["\u2026", false])
  for (const [char, isMarked] of shown) {
    if (joined.length && joined.at(-1)[1] === isMarked) joined.at(-1)[0] += char
    else joined.push([char, isMarked])
  }
  if (start + SNIPPET < chars.length) joined.push(["\u2026", false])
  return joined
}

export async function open(base) {
  const lang = new URL(base).pathname.split("/").at(-2), root = new URL("../../", base), other = lang === "ja" ? "en" : "ja"
  const day = new Intl.DateTimeFormat(lang === "ja" ? "ja-JP" : "en-GB", {dateStyle: "long", timeZone: "UTC"})
  let index = await load(base), second
  const openOther = () => second ??= load(new URL(`../${other}/`, base)).catch(error => { second = undefined; throw error })

  async function shown({page, ways, spellings}) {
    const [path, title, kind, days, state, sections] = await index.page(page) ?? await (await openOther()).page(page)
    const rows = sections.map(([id, heading, text]) => {
      const head = markText(heading, ways, spellings, index.kit), body = markText(text, ways, spellings, index.kit)
      return {id, head, body, worth: marks(head) * 2 + marks(body)}
    })
    const best = rows.reduce((one, next) => next.worth > one.worth ? next : one, rows[0])
    const url = new URL((lang === "en" ? "en/" : "") + path, root)
    url.hash = best.id
    const texts = best.body.length ? best.body : rows[0].body
    return {
      url: url.href, title: markText(title, ways, spellings, index.kit).map(unbroken), heading: best.head, snippet: shorten(texts), kind, state,
      date: days.map(one => day.format(new Date(one))).join(lang === "ja" ? "\u301c" : " \u2013 "),
    }
  }

  async function choices() {
    const facets = await index.facetsFile(), [first, end] = index.soon
    const last = index.kinds.find(([kind]) => kind === "event")?.[3] ?? end
    const listed = rows => rows.map(([value, label, pages]) => { const set = new Set(pages); return [value, label, page => set.has(page)] })
    return {
      kind: index.kinds.map(([value, label, from, to]) => [value || "page", label, page => from <= page && page < to]),
      theme: listed(facets.theme), place: listed(facets.place),
      when: [["upcoming", index.when[0], page => first <= page && page < end], ["past", index.when[1], page => end <= page && page < last]],
    }
  }

  async function find(query, {limit = 10, offset = 0, facets = false, ...asked} = {}) {
    const found = await findHits(query, index, index.synonyms, openOther, limit > FEW || facets)
    const names = ["kind", "theme", "place", "when"], wanted = names.filter(name => asked[name])
    const table = facets || wanted.length ? await choices() : {}
    const tests = Object.fromEntries(wanted.map(name => [name, table[name].find(([value]) => value === asked[name])?.[2] ?? (() => false)]))
    const fits = (hit, but) => wanted.every(name => name === but || tests[name](hit.page))
    const hits = found.hits.filter(hit => fits(hit))
    const counted = name => table[name].map(([value, label, test]) =>
      [value, label, sum(found.hits.map(hit => fits(hit, name) && test(hit.page) ? 1 : 0))]).filter(([,, count]) => count)
    const items = await Promise.all(hits.slice(offset, offset + limit).map(shown))
    const repairs = unique((hits[0]?.ways ?? []).filter(way => way.how === "typo").map(way => way.text))
    return {
      items, total: hits.length, isOther: found.isOther, readAs: repairs.join(" "),
      isClose: hits.length > 0 && found.hits[0].coverage < WHOLE,
      ...facets && {facets: Object.fromEntries(names.map(name => [name, counted(name)]))},
    }
  }

  return {
    async find(query, options) {
      try {
        return await find(query, options)
      } catch {
        index = await load(base)
        second = undefined
        return find(query, options)
      }
    },
  }
}
