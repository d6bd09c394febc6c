// Coding on the transcript: select words, or go to a turn with j and k and press
// c. Offsets are sent as a browser counts them; the server turns them into
// bytes. Everything here is also on the page of each turn.
(() => {
  const list = () => document.getElementById("turns");
  let open = null; // the pop-up, with the turn and the place that it is about

  const turnOf = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest?.("#turns .tn");
  const said = (turn) => turn.querySelector("p.wd");

  // offset counts the text of p before a place in it.
  const offset = (p, node, at) => {
    const r = document.createRange();
    r.selectNodeContents(p);
    r.setEnd(node, at);
    return r.toString().length;
  };

  // selected is what is selected in one turn, cut to that turn.
  const selected = () => {
    const s = getSelection();
    if (!s || s.isCollapsed || !s.rangeCount) return null;
    const r = s.getRangeAt(0);
    const turn = turnOf(r.startContainer);
    const p = turn && said(turn);
    if (!p || !p.contains(r.startContainer)) return null;
    const from = offset(p, r.startContainer, r.startOffset);
    const to = p.contains(r.endContainer) ? offset(p, r.endContainer, r.endOffset) : p.textContent.length;
    return p.textContent.slice(from, to).trim() ? { turn, from, to } : null;
  };

  const close = (focus) => {
    if (!open) return;
    const { box, turn } = open;
    open = null;
    box.remove();
    CSS.highlights?.delete("chosen");
    if (focus) turn.querySelector(".handle")?.focus();
  };

  // highlight keeps the chosen words marked while the pop-up has the focus.
  const highlight = ({ turn, from, to }) => {
    if (!CSS.highlights) return;
    const p = said(turn);
    const r = document.createRange();
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let n = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const end = n + node.length;
      if (from >= n && from <= end) r.setStart(node, from - n);
      if (to >= n && to <= end) { r.setEnd(node, to - n); break; }
      n = end;
    }
    CSS.highlights.set("chosen", new Highlight(r));
  };

  const bench = (turn) => list().dataset.bench + turn.id.slice(1);
  const back = (turn) => {
    const at = new URL(location);
    for (const k of ["done", "decision", "entry"]) at.searchParams.delete(k);
    return at.pathname + at.search + "#" + turn.id;
  };

  const choose = (place) => {
    open.place = place;
    const words = said(open.turn).textContent.slice(place.from, place.to);
    const q = open.box.querySelector(".chosen");
    q.textContent = words.length > 160 ? words.slice(0, 158) + "…" : words;
    highlight({ turn: open.turn, ...place });
  };

  const options = () => [...open.box.querySelectorAll('[role="option"]')].filter((o) => !o.hidden);
  const current = () => open.box.querySelector('[aria-selected="true"]');
  const point = (o) => {
    current()?.removeAttribute("aria-selected");
    if (!o) return;
    o.setAttribute("aria-selected", "true");
    o.id ||= "pop-" + Math.random().toString(36).slice(2);
    open.box.querySelector("input").setAttribute("aria-activedescendant", o.id);
    o.scrollIntoView({ block: "nearest" });
  };
  const plain = (s) => s.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const narrow = () => {
    const typed = open.box.querySelector("input").value.trim();
    const fresh = open.box.querySelector(".new");
    let exact = false;
    for (const o of open.box.querySelectorAll("[data-code]")) {
      o.hidden = !plain(o.dataset.name).includes(plain(typed));
      exact ||= plain(o.dataset.name) === plain(typed);
    }
    fresh.hidden = !typed || exact;
    fresh.querySelector("b").textContent = typed;
    point(options()[0]);
  };

  const apply = async (o, fresh) => {
    const typed = open.box.querySelector("input").value.trim();
    const body = new URLSearchParams({ act: "code", from: open.place.from, to: open.place.to, back: back(open.turn) });
    if (!fresh && o?.dataset.code) body.set("code", o.dataset.code);
    else if (typed) body.set("name", typed);
    else return;
    const { turn } = open;
    const action = bench(turn);
    close(false);
    const y = scrollY;
    await heed.post(action, body);
    scrollTo(0, y);
    document.querySelector("#" + turn.id + " .handle")?.focus({ preventScroll: true });
  };

  const show = (place) => {
    close(false);
    const template = document.getElementById("pop");
    if (!template || place.turn.matches("[data-closed]")) return;
    const box = template.content.firstElementChild.cloneNode(true);
    place.turn.append(box);
    open = { box, turn: place.turn, place };
    const sentences = (place.turn.dataset.s ?? "").split(",").filter(Boolean).map((s) => s.split("-").map(Number));
    const row = box.querySelector(".parts");
    if (place.whole && sentences.length) {
      row.hidden = false;
      [[0, said(place.turn).textContent.length], ...sentences].forEach(([from, to], i) => {
        const b = document.createElement("button");
        b.type = "button";
        b.className = "act";
        b.textContent = i ? String(i) : "1–" + sentences.length;
        b.setAttribute("aria-label", said(place.turn).textContent.slice(from, to));
        b.addEventListener("click", () => choose({ from, to }));
        row.append(b);
      });
    }
    choose({ from: place.from, to: place.to });
    narrow();
    const input = box.querySelector("input");
    input.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
    input.addEventListener("input", narrow);
    box.addEventListener("submit", (e) => { e.preventDefault(); apply(current()); });
    box.addEventListener("click", (e) => {
      const o = e.target.closest('[role="option"]');
      if (o) { apply(o, o.matches(".new")); return; }
      const to = e.target.closest("[data-to]");
      if (!to) return;
      e.preventDefault();
      const at = new URL(bench(open.turn), location);
      at.searchParams.set("from", open.place.from);
      at.searchParams.set("to", open.place.to);
      at.hash = to.dataset.to;
      location.assign(at);
    });
    box.addEventListener("keydown", (e) => {
      const all = options();
      const i = all.indexOf(current());
      if (e.key === "ArrowDown") { e.preventDefault(); point(all[Math.min(all.length - 1, i + 1)]); }
      else if (e.key === "ArrowUp") { e.preventDefault(); point(all[Math.max(0, i - 1)]); }
      else if (e.key === "Escape") { e.preventDefault(); close(true); }
      else if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); apply(null, true); }
      e.stopPropagation();
    });
  };

  document.addEventListener("mouseup", (e) => {
    if (!list() || e.target.closest?.(".pop")) return;
    setTimeout(() => {
      const place = selected();
      if (place) show(place);
      else if (open && !e.target.closest?.(".pop")) close(false);
    });
  });
  document.addEventListener("keydown", (e) => {
    if (!list() || e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.("input,textarea,select,dialog")) return;
    const turn = turnOf(document.activeElement) ?? document.querySelector("#turns .tn:target");
    if (e.key === "c") {
      const place = selected() ?? (turn && said(turn) && { turn, from: 0, to: said(turn).textContent.length, whole: true });
      if (!place) return;
      e.preventDefault();
      show(place);
    } else if ((e.key === "v" || e.key === "n") && turn) {
      const place = selected();
      const at = new URL(bench(turn), location);
      if (place) { at.searchParams.set("from", place.from); at.searchParams.set("to", place.to); }
      at.hash = e.key === "v" ? "evidence" : "memo";
      location.assign(at);
    }
  });
})();
// A text of ours or a guide, read as you type.
(() => {
  const form = document.querySelector("form.checkform");
  if (!form) return;
  form.querySelector(".desk").classList.add("live");
  const text = document.getElementById("checked-text");
  const mirror = document.getElementById("mirror");
  let waiting = 0;
  let asked = null;
  const read = async () => {
    asked?.abort();
    asked = new AbortController();
    const sent = text.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)),
        headers: { "HX-Request": "true" }, signal: asked.signal,
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = document.getElementById("found");
      const next = page.getElementById("found");
      if (now.innerHTML !== next.innerHTML) now.replaceChildren(...next.childNodes);
      if (text.value === sent) mirror.replaceChildren(...page.getElementById("mirror").childNodes);
    } catch (e) {
      if (e.name !== "AbortError") throw e;
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, 250);
  };
  form.addEventListener("input", (e) => {
    if (e.target === text) mirror.textContent = text.value;
    soon();
  });
  form.addEventListener("submit", (e) => { e.preventDefault(); read(); });
  text.addEventListener("scroll", () => { mirror.scrollTop = text.scrollTop; });
  document.addEventListener("click", (e) => {
    const b = e.target.closest(".checkform [data-swap]");
    const li = b?.closest("li");
    if (!li) return;
    e.stopImmediatePropagation();
    text.setRangeText(b.dataset.swap, Number(li.dataset.from), Number(li.dataset.to), "select");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== text) return;
    const at = text.selectionStart;
    for (const li of document.querySelectorAll("#found .harms li")) li.classList.toggle("on", at >= Number(li.dataset.from) && at <= Number(li.dataset.to));
  });
})();
