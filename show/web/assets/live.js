// What changes elsewhere shows here: in place where nobody is writing, else as
// a line that offers it. A page that nobody looks at does not listen, so that
// many open tabs leave the browser its connections.
(() => {
  const study = location.pathname.match(/^\/s\/[^/]+/)?.[0];
  const main = document.getElementById("main");
  if (!study || !main?.dataset.stamp || !window.EventSource) return;
  // pages whose script works on whatever stands there; the others are offered
  const inPlace = /^\/s\/[^/]+(\/(personas|maps|journey|themes|ledger|claims)(\/|$)|\/?$)/.test(location.pathname);
  let told = null;

  const busy = () => {
    const el = document.activeElement;
    if (el?.closest?.("main") && el.matches("input,textarea,select,[contenteditable]")) return true;
    if (document.querySelector("dialog[open]") || getSelection()?.toString()) return true;
    return [...main.querySelectorAll("textarea,input:not([type=hidden])")].some((f) => f.type === "checkbox" || f.type === "radio" ? f.checked !== f.defaultChecked : f.type === "file" ? f.files.length : f.value !== f.defaultValue);
  };

  const offer = () => {
    if (main.querySelector(".fresh")) return;
    const p = document.createElement("p");
    p.className = "notice fresh";
    p.setAttribute("role", "status");
    p.append(main.dataset.fresh + " ");
    const b = document.createElement("button");
    b.className = "act";
    b.textContent = main.dataset.show;
    b.addEventListener("click", () => location.reload());
    p.append(b);
    main.prepend(p);
  };

  const changed = async (stamp) => {
    if (stamp === main.dataset.stamp) return;
    if (!inPlace || busy()) return offer();
    await heed.refresh();
  };

  const listen = () => {
    if (document.hidden) {
      told?.close();
      told = null;
    } else if (!told) {
      told = new EventSource(study + "/live");
      told.onmessage = (e) => changed(e.data);
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { told?.close(); told = null; });
  addEventListener("pageshow", listen);
  listen();
})();
