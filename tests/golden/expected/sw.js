const KEPT = {
"version": "04f9036ad254",
"files": {
"": "41a4985ae3f2",
"en/": "671024121e4f",
"offline/": "67e36a8d7cd6",
"en/offline/": "20c7f906a9bc",
"events/": "ba0774ece8bc",
"en/events/": "130962a0b40e",
"places/": "4b580713d93a",
"en/places/": "ed20e764ec1e",
"search/": "aad26053ea8e",
"en/search/": "28031609b40b",
"notices/": "499e1aa22224",
"en/notices/": "f2d7158c3ab8",
"contact/": "b470920800d3",
"en/contact/": "6d56309d837d",
"events/theme-disaster/": "26338017f45a",
"en/events/theme-disaster/": "2501ce8edee2",
"easy/": "d20568210c8f",
"events/2026-kagu/": "ecb62f58dd55",
"en/events/2026-kagu/": "f9d8109f206e",
"easy/events/2026-kagu/": "7c479c999e44",
"events/2026-yoru/": "1acbeb90eb64",
"en/events/2026-yoru/": "be7c5ec333df",
"notices/nittei/": "72316b642936",
"en/notices/nittei/": "a91153343a70",
"places/hiroba/": "5e55ef2ed8cb",
"en/places/hiroba/": "730ee8b28781",
"assets/lists.16036ab2db.css": "d6709e467f05",
"assets/events.d4c3d3d918.css": "5fa82e473660",
"assets/home.e13410c863.css": "4d9bf743469e",
"assets/events.3808b7f7e9.js": "5a19b376dbda",
"assets/icon.4378138db8.svg": "ff3b5e13522c",
"assets/site.fce9b5c58a.css": "55afdce717ef",
"assets/box.bf0bd3d727.js": "6a21838b59f9",
"assets/search.ee3b3946c7.css": "3e167eef6f4e",
"assets/site.15637a25ca.js": "8471da351865",
"assets/filters.fe696c4a6f.css": "e57dd65ed1bc",
"assets/results.105632aa3d.css": "9e27cd8e3f7c",
"assets/results.8656b7dac6.js": "bd44441a5805",
"assets/event.8a135dbb3d.css": "baa46a001f60",
"assets/opening.3653d67f07.css": "f9ed814a44fc",
"assets/opening.966fa126d9.js": "de1756569fa1",
"offline/search/ja/t/-7ou.txt": "9e4575df453a",
"offline/search/ja/t/e4bd95-kad.txt": "5e8bd64b5f94",
"offline/search/ja/p/0-jao.json": "7dde29e7df96",
"offline/search/ja/facets-hbq.json": "8dfecf64390e",
"offline/search/ja/index.json": "d3d04bab779f",
"offline/search/en/t/-3i4.txt": "378d2fffb07f",
"offline/search/en/p/0-y7w.json": "ef970fb9c4ad",
"offline/search/en/facets-jf5.json": "d08be46d839c",
"offline/search/en/index.json": "e5e0a52899af"
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
