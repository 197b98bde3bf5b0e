const KEPT = {
"version": "36fd6bd9186f",
"files": {
"": "b740304de096",
"en/": "078a83de7826",
"offline/": "6e21af001df6",
"en/offline/": "c8da1336ff47",
"events/": "10019c031eb1",
"en/events/": "04c90a3ba522",
"places/": "8820e0d03848",
"en/places/": "b0cf974062b9",
"search/": "07e7ec57cb8a",
"en/search/": "3d2d3cfab65b",
"notices/": "5d6b5c20d13d",
"en/notices/": "108037d2e68d",
"contact/": "e425df69edeb",
"en/contact/": "b34d111a52bc",
"events/theme-disaster/": "b74ff3b033a0",
"en/events/theme-disaster/": "1b23f75be1a5",
"easy/": "0d73c57a915a",
"events/2026-kagu/": "59ca7180c441",
"en/events/2026-kagu/": "548f86e9914b",
"easy/events/2026-kagu/": "f8995d175336",
"events/2026-yoru/": "b219a9c5c865",
"en/events/2026-yoru/": "85374132949e",
"notices/nittei/": "f682cd9d09eb",
"en/notices/nittei/": "abe384d7133c",
"places/hiroba/": "5d9b73bc1636",
"en/places/hiroba/": "3244c99e17df",
"assets/lists.16036ab2db.css": "d6709e467f05",
"assets/events.d4c3d3d918.css": "5fa82e473660",
"assets/home.c14e8bee11.css": "b5f332695c38",
"assets/events.af52026171.js": "6177b3aded95",
"assets/icon.4378138db8.svg": "ff3b5e13522c",
"assets/site.4591264885.css": "c412f41ba949",
"assets/box.bda074faec.js": "2e449f823e5b",
"assets/search.ee3b3946c7.css": "3e167eef6f4e",
"assets/site.75ea2fba17.js": "89e26269116e",
"assets/filters.fe696c4a6f.css": "e57dd65ed1bc",
"assets/results.105632aa3d.css": "9e27cd8e3f7c",
"assets/results.086d526729.js": "65a1ad4a9c59",
"assets/event.8a135dbb3d.css": "baa46a001f60",
"assets/opening.3653d67f07.css": "f9ed814a44fc",
"assets/opening.f6884fbda4.js": "08ec9395d90a",
"offline/search/ja/t/-g6k.txt": "a0949c11a3b7",
"offline/search/ja/t/e585b7-lyu.txt": "6cb9c6879304",
"offline/search/ja/p/0-6yx.json": "b1caa2f429c3",
"offline/search/ja/facets-hbq.json": "8dfecf64390e",
"offline/search/ja/index.json": "4ed8bf7579f1",
"offline/search/en/t/-xxl.txt": "935de45c3be3",
"offline/search/en/p/0-aug.json": "dd7396ad6e24",
"offline/search/en/facets-jf5.json": "d08be46d839c",
"offline/search/en/index.json": "b90129b45b27"
},
"words": {
"ja": {
"name": "保存した内容",
"note": "いまは新しい内容を読み込めないため、{when}に保存した内容を表示しています。最新の情報ではないことがあります。",
"search": "見つかるのは、この端末に保存したページだけです。",
"zone": "Asia/Tokyo"
},
"en": {
"name": "Kept copy",
"note": "The newest version cannot be loaded at the moment. This is a copy kept on {when}; it may be out of date.",
"search": "Only pages that are kept on this device can be found.",
"zone": "Asia/Tokyo"
},
"easy": {
"name": "保存した内容",
"note": "いまは、<ruby>新<rp>（</rp><rt>あたら</rt><rp>）</rp></ruby>しいページを<ruby>読<rp>（</rp><rt>よ</rt><rp>）</rp></ruby>むことができません。このページは、{when}のものです。",
"search": "見つかるのは、この端末に保存したページだけです。",
"zone": "Asia/Tokyo"
}
}
}

// The service worker, below a first line that the build writes:
//   const KEPT = { version, files: { "events/": "digest", … }, words: { ja: { name, note, search, zone }, en: …, easy: … } }
// It keeps copies of some pages, gzipped, for days without a signal. What the network gives is always shown first:
// a copy only where it gives nothing, and every copy says so with its date. Without files it takes itself away.

const CACHE = `kept-${KEPT.version}`
const PATIENCE = 4000 // milliseconds to wait for the network where there is a copy
const AT_ONCE = 4
const DIGEST = "x-kept-digest", DATE = "x-kept-date"
const PACKS = "CompressionStream" in self && "DecompressionStream" in self
const scope = self.registration.scope
const at = path => new URL(path, scope).href
const isKilled = !Object.keys(KEPT.files).length

self.addEventListener("install", event => event.waitUntil(isKilled ? self.skipWaiting() : keep()))
self.addEventListener("activate", event => event.waitUntil(tidy()))
if (!isKilled) self.addEventListener("fetch", answer)

/** Fill the cache of this version: what has not changed is taken over from the one before. */
async function keep() {
  const before = await Promise.all((await ours()).map(name => caches.open(name)))
  const cache = await caches.open(CACHE), left = Object.entries(KEPT.files)
  const take = async () => {
    for (let next; (next = left.shift());) {
      const [path, digest] = next
      const known = (await Promise.all(before.map(one => one.match(at(path))))).find(one => one?.headers.get(DIGEST) === digest)
      await cache.put(at(path), known ? dated(known.body, known.headers) : await fetched(path, digest))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  await self.skipWaiting()
}

const ours = async () => (await caches.keys()).filter(name => name.startsWith("kept-"))

async function fetched(path, digest) {
  const answer = await fetch(at(path), { cache: "no-cache" })
  if (!answer.ok) throw new Error(`${answer.status} ${path}`)
  const headers = { "content-type": answer.headers.get("content-type"), [DIGEST]: digest }
  if (!PACKS) return dated(answer.body, headers)
  return dated(answer.body.pipeThrough(new CompressionStream("gzip")), { ...headers, "x-kept-packed": "gzip" })
}

function dated(body, headers) {
  const stamped = new Headers(headers)
  stamped.set(DATE, new Date().toISOString())
  return new Response(body, { headers: stamped })
}

/** Older versions leave; so does everything, and the worker itself, where the site keeps no copies any more. */
async function tidy() {
  for (const name of await ours()) if (isKilled || name !== CACHE) await caches.delete(name)
  if (isKilled) await self.registration.unregister()
  else await self.clients.claim()
}

function answer(event) {
  const { request } = event, address = request.url.split(/[?#]/)[0]
  if (request.method !== "GET" || !address.startsWith(scope)) return
  const path = address.slice(scope.length).replace(/(^|\/)index\.html$/, "$1")
  if (request.mode === "navigate") event.respondWith(page(request, path))
  else if (path.startsWith("assets/") && path in KEPT.files) event.respondWith(stored(path, request))
  else if (/^search\/(ja|en)\//.test(path)) event.respondWith(index(request, `offline/${path}`))
}

/** Wait for the network; fail where it fails, or takes too long although there is a copy. */
async function ask(answer, hasCopy) {
  const late = new Promise((_, fail) => hasCopy && setTimeout(fail, PATIENCE, new Error("late")))
  const found = await Promise.race([answer, late])
  if (found.status >= 500) throw new Error(String(found.status))
  return found
}

async function page(request, path) {
  try {
    // What the browser itself still has in store is asked for anew: an hour may be a long time.
    return await ask(fetch(request.url, { cache: "no-cache", redirect: "manual" }), path in KEPT.files)
  } catch {
    const root = path.startsWith("en/") ? "en/" : "", instead = `${root}offline/`
    const copy = await copyOf(path), shown = copy ?? await copyOf(instead)
    if (!shown) return Response.error()
    const html = copy ? await unpacked(copy).text() : absolute(await unpacked(shown).text(), at(instead))
    const voice = path.startsWith("easy/") && copy ? "easy" : root ? "en" : "ja"
    const headers = { "content-type": "text/html; charset=utf-8" }
    // The page that stands in for another one says itself what has happened.
    return new Response(copy && path !== instead ? noted(html, copy, voice, path) : html, { status: copy ? 200 : 503, headers })
  }
}

/** A page that stands at another address than its own: its links begin at the root. */
const absolute = (html, base) =>
  html.replace(/(\s(?:href|src|action|data-\w+)=")(\.\.?\/[^"]*)/g, (_, head, link) => head + new URL(link, base))

/** Say above the text of a page that it is a copy, and of when. */
function noted(html, copy, voice, path) {
  const words = KEPT.words[voice] ?? KEPT.words.ja
  const lang = voice === "en" ? "en-GB" : "ja-JP"
  const form = { dateStyle: "long", timeStyle: "short", timeZone: words.zone }
  const when = new Date(copy.headers.get(DATE)).toLocaleString(lang, form)
  const more = /^(en\/)?search\/$/.test(path) ? ` ${words.search}` : ""
  const note = `<section class="kept" aria-label="${words.name}"><p>${words.note.replace("{when}", when)}${more}</p></section>\n`
  return html.replace("<main", () => `${note}<main`)
}

async function stored(path, request) {
  const copy = await copyOf(path)
  return copy ? unpacked(copy) : fetch(request)
}

/** A file of the index of search; without a signal one of the small index of what is kept. */
async function index(request, path) {
  const copy = await copyOf(path)
  try {
    const found = await ask(fetch(request), Boolean(copy))
    if (found.ok || !copy) return found
  } catch (problem) {
    if (!copy) throw problem
  }
  return unpacked(copy)
}

// Not by `open`, with which a worker that is on its way out would make its cache once more.
const copyOf = async path => path in KEPT.files ? caches.match(at(path), { cacheName: CACHE }) : undefined

function unpacked(copy) {
  if (copy.headers.get("x-kept-packed") !== "gzip") return copy
  const headers = { "content-type": copy.headers.get("content-type") }
  return new Response(copy.body.pipeThrough(new DecompressionStream("gzip")), { headers })
}
