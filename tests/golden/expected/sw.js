const KEPT = {
"version": "5e1e836408de",
"files": {
"": "af338b29fcf8",
"en/": "57f54fa09d11",
"offline/": "4191d76e6efc",
"en/offline/": "2e436e321ebd",
"events/": "5f12721a486c",
"en/events/": "73f901783353",
"places/": "aa4b5672d96c",
"en/places/": "08852df0bc65",
"search/": "6fd5ec38c80e",
"en/search/": "f3066216b00f",
"notices/": "617950dfbfbf",
"en/notices/": "137658adf84f",
"contact/": "c26f89c916b3",
"en/contact/": "2a477bc33c1e",
"events/theme-disaster/": "262d82e1efe0",
"en/events/theme-disaster/": "2679a3c48b6f",
"easy/": "7834f95dc013",
"events/2026-kagu/": "56d5bfad3085",
"en/events/2026-kagu/": "cad209dad266",
"easy/events/2026-kagu/": "25384aaefe78",
"events/2026-yoru/": "cdd73288af50",
"en/events/2026-yoru/": "c984159fedd0",
"notices/nittei/": "e1181cf709b1",
"en/notices/nittei/": "3c5dbf14116b",
"places/hiroba/": "3a7f3068e426",
"en/places/hiroba/": "d68f3d07d0bf",
"assets/lists.9d2fe68272.css": "93f99d0b4635",
"assets/events.199d0405e1.css": "1fbbb4742f0f",
"assets/home.018df44612.css": "7e90bbad973a",
"assets/events.af52026171.js": "6177b3aded95",
"assets/icon.4378138db8.svg": "ff3b5e13522c",
"assets/site.836f5e264b.css": "fa5af095784f",
"assets/box.0cf091eebf.js": "f14d4d98f1dd",
"assets/search.b786128b35.css": "d3fdefcca9ab",
"assets/site.75ea2fba17.js": "89e26269116e",
"assets/filters.9279a67e9a.css": "d5e16a5d4c93",
"assets/results.b39a0af35a.css": "6da9e47c3a29",
"assets/results.086d526729.js": "65a1ad4a9c59",
"assets/event.443277444c.css": "4ac65545b96d",
"assets/opening.20eb6ebaa5.css": "a4265725ca52",
"assets/opening.f6884fbda4.js": "08ec9395d90a",
"offline/search/ja/t/-let.txt": "2719323c317e",
"offline/search/ja/t/e3828be5a0b4-ryo.txt": "9549e62497c4",
"offline/search/ja/p/0-rdn.json": "3c426cb6f21f",
"offline/search/ja/facets-hbq.json": "8dfecf64390e",
"offline/search/ja/index.json": "e505dd298fd2",
"offline/search/en/t/-vgb.txt": "217f8b0352ae",
"offline/search/en/p/0-aeg.json": "2a13cf59eb04",
"offline/search/en/facets-jf5.json": "d08be46d839c",
"offline/search/en/index.json": "388a06f80d01"
},
"words": {
"ja": {
"name": "保存した内容",
"note": "いまは新しい内容を読み込めないため、{when}に保存した内容を表示しています。最新の情報ではないことがあります。",
"search": "見つかるのは、この端末に保存したページだけです。"
},
"en": {
"name": "Kept copy",
"note": "The newest version cannot be loaded at the moment. This is a copy kept on {when}; it may be out of date.",
"search": "Only pages that are kept on this device can be found."
},
"easy": {
"name": "保存した内容",
"note": "いまは、<ruby>新<rp>（</rp><rt>あたら</rt><rp>）</rp></ruby>しいページを<ruby>読<rp>（</rp><rt>よ</rt><rp>）</rp></ruby>むことができません。このページは、{when}のものです。",
"search": "見つかるのは、この端末に保存したページだけです。"
}
}
}

// The service worker, below a first line that the build writes:
//   const KEPT = { version, files: { "events/": "digest", … }, words: { ja: { name, note, search }, en: …, easy: … } }
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
    return new Response(noted(html, shown, voice, path), { status: copy ? 200 : 503, headers })
  }
}

/** A page that stands at another address than its own: its links begin at the root. */
const absolute = (html, base) =>
  html.replace(/(\s(?:href|src|action|data-\w+)=")(\.\.?\/[^"]*)/g, (_, head, link) => head + new URL(link, base))

/** Say above the text of a page that it is a copy, and of when. */
function noted(html, copy, voice, path) {
  const words = KEPT.words[voice] ?? KEPT.words.ja
  const lang = voice === "en" ? "en-GB" : "ja-JP"
  const when = new Date(copy.headers.get(DATE)).toLocaleString(lang, { dateStyle: "long", timeStyle: "short" })
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
