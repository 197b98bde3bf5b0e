const KEPT = {
"version": "6358d50c345b",
"files": {
"": "78eb6526eca7",
"en/": "52a585a99e25",
"offline/": "88f070647991",
"en/offline/": "336562f043d8",
"events/": "60a059571f52",
"en/events/": "3733b625fee6",
"places/": "c33e51dc2fd6",
"en/places/": "1d945e9e5b7b",
"search/": "1e31b5aba49d",
"en/search/": "60c2e7a297f2",
"notices/": "16854d7ba5a9",
"en/notices/": "4f00c9981c49",
"contact/": "9ead0170242d",
"en/contact/": "84c3d0763f60",
"events/theme-disaster/": "41758532aef0",
"en/events/theme-disaster/": "e664db02fdb0",
"easy/": "53a30b83bfc8",
"events/2026-kagu/": "9c5d1c3580a3",
"en/events/2026-kagu/": "c1d1969af669",
"easy/events/2026-kagu/": "5944980b9408",
"events/2026-yoru/": "f25adcd2695f",
"en/events/2026-yoru/": "6fc51271c085",
"notices/nittei/": "76db24615f5e",
"en/notices/nittei/": "8e4897db9630",
"places/hiroba/": "a2bbc678824c",
"en/places/hiroba/": "ef29dd175afc",
"assets/lists.76602f42ff.css": "7fcbef6026ea",
"assets/events.d4c3d3d918.css": "5fa82e473660",
"assets/home.c14e8bee11.css": "b5f332695c38",
"assets/events.af52026171.js": "6177b3aded95",
"assets/icon.4378138db8.svg": "ff3b5e13522c",
"assets/site.49efc96093.css": "c1e4a7d83e39",
"assets/box.0cf091eebf.js": "f14d4d98f1dd",
"assets/search.ee3b3946c7.css": "3e167eef6f4e",
"assets/site.75ea2fba17.js": "89e26269116e",
"assets/filters.fe696c4a6f.css": "e57dd65ed1bc",
"assets/results.a575b6ed8a.css": "1c6498f64e1a",
"assets/results.086d526729.js": "65a1ad4a9c59",
"assets/event.8a135dbb3d.css": "baa46a001f60",
"assets/opening.3653d67f07.css": "f9ed814a44fc",
"assets/opening.f6884fbda4.js": "08ec9395d90a",
"offline/search/ja/t/-gvd.txt": "0a0f3461c49d",
"offline/search/ja/t/e58aa0-wkz.txt": "e159fd851f0b",
"offline/search/ja/p/0-fi7.json": "dce6881875d6",
"offline/search/ja/facets-hbq.json": "8dfecf64390e",
"offline/search/ja/index.json": "1e59511b20f8",
"offline/search/en/t/-p74.txt": "b4ea23fab128",
"offline/search/en/p/0-udx.json": "3de8ab05e037",
"offline/search/en/facets-jf5.json": "d08be46d839c",
"offline/search/en/index.json": "b2bea09ba2fa"
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
