self.trustedTypes?.createPolicy("default", {
  createScriptURL: url => new URL(url, location).origin === origin ? url : null
})

const form = document.querySelector("form[data-box]"), box = form.elements.q
const wake = () => import(new URL(form.dataset.box, document.baseURI)).then(({ connect }) => connect(form))

function isOff() {
  try {
    return localStorage.getItem("kyodo-search-key") === "off"
  } catch {
    return false
  }
}

addEventListener("keydown", event => {
  const { key, ctrlKey, altKey, metaKey, target } = event
  if (key !== "/" || ctrlKey || altKey || metaKey || isOff()) return
  if (target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]")) return
  event.preventDefault()
  box.focus()
  box.select()
})
if (document.activeElement === box) wake()
else box.addEventListener("focus", wake, { once: true })

const { worker } = document.querySelector("script[data-worker]")?.dataset ?? {}
const later = window.requestIdleCallback ?? (task => setTimeout(task, 2000))
const keep = () => navigator.serviceWorker.register(new URL(worker, document.baseURI), { updateViaCache: "none" }).catch(() => {})
if (worker && navigator.serviceWorker && !navigator.connection?.saveData && !document.querySelector("script[data-version]")) {
  if (document.readyState === "complete") later(keep)
  else addEventListener("load", () => later(keep), { once: true })
}
