// Keys and the menu. Everything here is also reachable without it.
(() => {
  const typing = (el) => el.closest?.("input,textarea,select,[contenteditable]");
  const study = location.pathname.match(/^\/s\/[^/]+/)?.[0];
  const places = { h: "", c: "/conversations", t: "/themes", p: "/personas", m: "/maps", j: "/journey", e: "/people", l: "/listening", r: "/reply", b: "/ledger", s: "/playback", x: "/practice" };
  let going = false;

  const items = () => {
    const turns = document.querySelectorAll("#turns .handle"); // of a transcript: turn by turn
    return [...(turns.length ? turns : document.querySelectorAll("main a.open, main a.i"))].filter((a) => a.offsetParent);
  };
  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + by))].focus();
  };

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || typing(e.target) || document.querySelector("dialog[open]")) return;
    if (going && study && e.key in places) {
      location.assign(study + places[e.key]);
      return;
    }
    going = e.key === "g";
    if (e.key === "?") document.getElementById("keys").showModal();
    else if (e.key === "j") step(1);
    else if (e.key === "k") step(-1);
    else if (e.key === "z") heed.undo();
    else if (e.key === "Escape") { if (!shut()) heed.close(); }
    else if (e.key === "m" && heed.move?.()) e.preventDefault();
    else {
      const q = (where) => document.querySelector(`${where} [data-key="${CSS.escape(e.key)}"]`);
      const el = q("#ev") ?? q(".one") ?? q(".bar") ?? q("main");
      if (!el) return;
      e.preventDefault();
      el.focus();
      if (el.tagName !== "SELECT") el.click();
      if (el.tagName === "SUMMARY" && el.parentElement.open) el.parentElement.querySelector("textarea,input:not([type=hidden])")?.focus();
    }
  });

  // the menu of a narrow screen, and what stands under a word of the bar
  const nav = document.getElementById("nav");
  const menu = document.querySelector(".menu");
  menu?.setAttribute("role", "button");
  menu?.setAttribute("aria-expanded", "false");
  const here = document.querySelector(".under nav:not(.studies) [aria-current]");
  if (here) { // a phone slides the words: where we are is among those it shows
    const row = here.closest("nav");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }
  const open = (on) => {
    nav.classList.toggle("open", on);
    menu.setAttribute("aria-expanded", String(on));
  };
  const shut = () => {
    if (nav?.classList.contains("open")) {
      open(false);
      menu.focus();
      return true;
    }
    const words = nav?.querySelector(".words:not(.shut)");
    if (!words?.matches(":hover,:focus-within")) return false;
    words.classList.add("shut");
    words.querySelector(".group:focus-within > a")?.focus();
    return true;
  };
  const unshut = (e) => { if (!nav.contains(e.relatedTarget)) nav.querySelector(".shut")?.classList.remove("shut"); };
  nav?.addEventListener("mouseleave", unshut);
  nav?.addEventListener("focusout", unshut);
  document.addEventListener("click", (e) => {
    if (!e.target.closest(".menu")) {
      if (nav?.classList.contains("open") && !nav.contains(e.target)) open(false);
      return;
    }
    e.preventDefault();
    open(!nav.classList.contains("open"));
  });
  document.addEventListener("change", (e) => {
    if (e.target.matches(".filters select")) e.target.form.requestSubmit();
  });
})();
