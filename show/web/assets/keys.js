// Keys, the evidence panel, and dropping files. Everything here is also
// reachable without it.
(() => {
  const typing = (el) => el.closest("input,textarea,select,[contenteditable]");
  const study = location.pathname.match(/^\/s\/[^/]+/)?.[0];
  const places = { h: "", c: "/conversations", t: "/themes", p: "/personas", m: "/maps", j: "/journey", e: "/people", l: "/ledger" };
  let going = false;

  const items = () => [...document.querySelectorAll("main a.open, main a.i")].filter((a) => a.offsetParent);
  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + by))].focus();
  };

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.body.dataset.keys !== "on") return;
    if (going && study && e.key in places) {
      location.assign(study + places[e.key]);
      return;
    }
    going = e.key === "g";
    if (e.key === "?") document.getElementById("keys").showModal();
    else if (e.key === "j") step(1);
    else if (e.key === "k") step(-1);
    else if (e.key === "z") document.getElementById("undo")?.requestSubmit();
    else if (e.key === "Escape") close();
    else {
      const el = document.querySelector(`#ev [data-key="${e.key}"], .one [data-key="${e.key}"], .bar [data-key="${e.key}"]`);
      if (!el) return;
      e.preventDefault();
      el.click();
      el.focus();
    }
  });

  // A claim opens in the panel of its page; without a panel it is a page.
  let opener = null;
  document.addEventListener("click", (e) => {
    const a = e.target.closest('a[href*="/claims/"]');
    const panel = document.getElementById("ev");
    if (!a || !panel || e.ctrlKey || e.metaKey || e.shiftKey || panel.contains(a)) return;
    e.preventDefault();
    opener = a;
    open(a.getAttribute("href"), panel, true);
  });

  const open = async (href, panel, push) => {
    const answer = await fetch(href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) {
      location.assign(href);
      return;
    }
    panel.innerHTML = await answer.text();
    const back = panel.querySelector('input[name="back"]');
    const at = new URL(location);
    at.searchParams.set("open", href.split("/claims/")[1].split("?")[0]);
    at.searchParams.delete("done");
    at.searchParams.delete("decision");
    if (back) back.value = at.pathname + at.search;
    if (push) history.pushState({ open: href }, "", at);
    panel.focus({ preventScroll: matchMedia("(min-width:1381px)").matches });
  };

  const close = () => {
    const at = new URL(location);
    if (!at.searchParams.has("open")) return;
    at.searchParams.delete("open");
    history.pushState({}, "", at);
    document.getElementById("ev")?.replaceChildren();
    opener?.focus();
  };

  addEventListener("popstate", (e) => {
    const panel = document.getElementById("ev");
    if (!panel) return;
    if (e.state?.open) open(e.state.open, panel, false);
    else panel.replaceChildren();
  });

  const menu = document.querySelector(".menu");
  menu?.addEventListener("click", (e) => {
    e.preventDefault();
    document.getElementById("nav")?.classList.toggle("open");
  });

  // Dropping files on the way in.
  const area = document.querySelector(".area");
  if (area) {
    const input = area.querySelector("input");
    for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (e) => { e.preventDefault(); area.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) addEventListener(kind, (e) => { e.preventDefault(); area.classList.remove("over"); });
    addEventListener("drop", (e) => { if (e.dataTransfer.files.length) input.files = e.dataTransfer.files; });
  }
  for (const select of document.querySelectorAll(".filters select")) select.addEventListener("change", () => select.form.requestSubmit());
})();
