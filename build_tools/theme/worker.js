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
