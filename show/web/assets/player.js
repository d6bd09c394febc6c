// Playing the recording under a transcript: from a turn or a sentence, with the
// words that are spoken marked. Without script the links open the file itself.
(() => {
  const sound = () => document.querySelector(".player audio");
  const places = () => [...document.querySelectorAll(".tn a[data-play]")];
  const speech = (a) => a.closest(".tn").querySelector(".cu,.re");
  const sentences = (a) => (a.dataset.says ?? "").split(" ").filter(Boolean).map((s) => s.split(":").map(Number));
  let turns = [], scrolled = 0;

  const begin = (el, at) => {
    const go = () => {
      el.currentTime = at;
      el.play().catch(() => {}); // the browser asks for a click first
    };
    el.readyState ? go() : (el.addEventListener("loadedmetadata", go, { once: true }), el.load());
  };

  const setUp = () => {
    const el = sound();
    turns = places();
    document.body.classList.toggle("plays", !!el && turns.length > 0);
    if (!el || el.dataset.ready) return;
    el.dataset.ready = "1";
    const speed = el.parentElement.querySelector(".speed");
    speed.hidden = false;
    const choose = (v) => {
      el.playbackRate = Number(v);
      for (const b of speed.children) b.setAttribute("aria-pressed", String(b.dataset.speed === v));
    };
    choose(localStorage.getItem("speed") ?? "1");
    speed.addEventListener("click", (e) => {
      const v = e.target.dataset.speed;
      if (!v) return;
      localStorage.setItem("speed", v);
      choose(v);
    });
    el.addEventListener("play", () => choose(localStorage.getItem("speed") ?? "1"));
    for (const what of ["timeupdate", "seeked", "ended"]) el.addEventListener(what, () => mark(el));
  };

  // rangeOf is the part of a paragraph between two characters.
  const rangeOf = (p, from, to) => {
    const r = document.createRange(), walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let at = 0, begun = false;
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      const end = at + n.length;
      if (!begun && from < end) {
        r.setStart(n, Math.max(0, from - at));
        begun = true;
      }
      if (begun && to <= end) {
        r.setEnd(n, to - at);
        return r;
      }
      at = end;
    }
    if (begun) r.setEndAfter(p.lastChild);
    return begun ? r : null;
  };

  const mark = (el) => {
    const t = el.currentTime + 0.05;
    let now = null;
    for (const a of turns) {
      const from = Number(a.dataset.play);
      if (from <= t && (!now || from >= Number(now.dataset.play)) && !(Number(a.dataset.until) < t)) now = a;
    }
    head(el);
    const row = now?.closest(".tn"), before = document.querySelector(".tn.now");
    if (row !== before) {
      before?.classList.remove("now");
      before?.removeAttribute("aria-current");
      row?.classList.add("now");
      row?.setAttribute("aria-current", "true");
      if (row && !el.paused && Date.now() - scrolled > 4000) {
        const b = row.getBoundingClientRect();
        if (b.top < 180 || b.bottom > innerHeight - 90) row.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion:reduce)").matches ? "auto" : "smooth" });
      }
    }
    if (!window.Highlight) return;
    CSS.highlights.delete("said");
    if (!now) return;
    const p = speech(now), list = sentences(now);
    let i = list.length - 1;
    while (i >= 0 && list[i][1] > t) i--;
    if (!p || i < 0) return;
    const r = rangeOf(p, list[i][0], i + 1 < list.length ? list[i + 1][0] : p.textContent.length);
    if (r) CSS.highlights.set("said", new Highlight(r));
  };

  // head draws where we are along the ribbon, which ends with the last turn.
  const head = (el) => {
    const track = document.querySelector(".rib .track");
    const end = Number(document.querySelector(".player")?.dataset.ends);
    if (!track || !end) return;
    let line = track.querySelector(".playhead");
    if (!line) {
      const ns = "http://www.w3.org/2000/svg";
      const svg = document.createElementNS(ns, "svg");
      svg.setAttribute("class", "playhead");
      svg.setAttribute("width", "100%");
      svg.setAttribute("height", "112");
      svg.setAttribute("aria-hidden", "true");
      svg.append(document.createElementNS(ns, "svg"));
      svg.firstChild.setAttribute("overflow", "visible");
      const path = document.createElementNS(ns, "path");
      path.setAttribute("d", "M0 0V100");
      svg.firstChild.append(path);
      track.append(svg);
      line = svg;
    }
    line.firstChild.setAttribute("x", `${Math.min(100, (100 * el.currentTime) / end).toFixed(2)}%`);
  };

  document.addEventListener("click", (e) => {
    const el = sound();
    if (!el || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.button) return;
    const a = e.target.closest("a[data-play]");
    if (a) {
      e.preventDefault();
      begin(el, Number(a.dataset.play));
      return;
    }
    // A click on words plays from that sentence; a selection stays a selection.
    const p = e.target.closest(".tn .cu,.tn .re");
    const cue = p?.closest(".tn").querySelector("a[data-play]");
    if (!cue || e.target.closest("a,button,input,select,textarea,summary") || !getSelection().isCollapsed) return;
    const caret = document.caretPositionFromPoint?.(e.clientX, e.clientY) ?? document.caretRangeFromPoint?.(e.clientX, e.clientY);
    let at = Number(cue.dataset.play);
    if (caret) {
      const r = document.createRange();
      r.setStart(p, 0);
      r.setEnd(caret.offsetNode ?? caret.startContainer, caret.offset ?? caret.startOffset);
      const chars = r.toString().length;
      for (const [from, when] of sentences(cue)) if (from <= chars) at = when;
    }
    begin(el, at);
  });

  document.addEventListener("keydown", (e) => {
    const el = sound();
    if (!el || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (e.target.closest("input,textarea,select,button,summary,audio,[contenteditable]")) return;
    if (e.key === " ") {
      const a = e.target.closest("a[data-play]");
      if (e.target.closest("a") && !a) return;
      e.preventDefault();
      if (a) begin(el, Number(a.dataset.play));
      else el.paused ? el.play().catch(() => {}) : el.pause();
    } else if (e.key === "," || e.key === ".") {
      e.preventDefault();
      el.currentTime = Math.max(0, el.currentTime + (e.key === "," ? -5 : 5));
    }
  });

  for (const what of ["wheel", "touchmove"]) addEventListener(what, () => (scrolled = Date.now()), { passive: true });
  document.addEventListener("htmx:afterSwap", setUp);
  new MutationObserver(setUp).observe(document.getElementById("main") ?? document.body, { childList: true });
  setUp();
})();
