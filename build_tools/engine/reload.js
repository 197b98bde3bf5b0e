// Shows the new state of the page as soon as there is one. Only `make serve` hands this file out.
(() => {
  const { version } = document.currentScript.dataset;
  const key = "preview-place";
  let events;

  function restorePlace() {
    const [path, left, top] = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    sessionStorage.removeItem(key);
    if (path === location.pathname) scrollTo({ left, top, behavior: "instant" });
  }

  function reload() {
    events.close();
    sessionStorage.setItem(key, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  // A browser keeps six connections to a host: a tab that nobody sees gives its own back, and asks when it is seen.
  function listen() {
    events?.close();
    if (document.hidden) return;
    events = new EventSource("/_preview/events");
    events.onmessage = (event) => event.data !== version && reload();
  }

  restorePlace();
  listen();
  document.addEventListener("visibilitychange", listen);
})();
