// The reply desk: read as you type, and put words into the draft.
(() => {
  const form = document.querySelector("form.desk");
  if (!form) return;
  form.classList.add("live");
  const draft = document.getElementById("draft");
  const mirror = document.getElementById("mirror");
  let waiting = 0;
  let asked = null;
  let shown = 0;
  const left = new Set(); // what the writer chose to leave

  const read = async () => {
    asked?.abort();
    asked = new AbortController();
    const sent = draft.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)),
        headers: { "HX-Request": "true" }, signal: asked.signal,
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["theirs", "ours", "moves"]) {
        const now = document.getElementById(id);
        const next = page.getElementById(id);
        if (now.innerHTML !== next.innerHTML) now.replaceChildren(...next.childNodes);
      }
      if (draft.value === sent) mirror.replaceChildren(...page.getElementById("mirror").childNodes);
      for (const li of document.querySelectorAll(".harms li")) if (left.has(li.querySelector(".wave").textContent)) li.hidden = true;
      turn(0);
    } catch (e) {
      if (e.name !== "AbortError") throw e;
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, 150);
  };
  form.addEventListener("input", (e) => {
    if (e.target === draft) mirror.textContent = draft.value;
    soon();
  });
  draft.addEventListener("scroll", () => { mirror.scrollTop = draft.scrollTop; });
  form.addEventListener("submit", (e) => { e.preventDefault(); read(); });

  const put = (text) => {
    draft.value = text;
    draft.dispatchEvent(new Event("input", { bubbles: true }));
    draft.focus();
  };
  const turn = (by) => {
    const all = [...document.querySelectorAll(".together")];
    if (!all.length) return;
    shown = (shown + by + all.length) % all.length;
    all.forEach((el, i) => { el.hidden = i !== shown; });
  };
  document.addEventListener("click", (e) => {
    const b = e.target.closest("button");
    if (!b) return;
    if (b.dataset.swap) {
      const from = Number(b.dataset.from);
      put(draft.value.slice(0, from) + b.dataset.swap + draft.value.slice(Number(b.dataset.to)));
      draft.setSelectionRange(from, from + b.dataset.swap.length);
    } else if ("leave" in b.dataset) {
      const li = b.closest("li");
      left.add(li.querySelector(".wave").textContent);
      li.hidden = true;
      draft.focus();
    } else if (b.dataset.take) {
      put(draft.value.trimEnd() + (draft.value.trim() ? "\n\n" : "") + b.dataset.take);
    } else if (b.dataset.use) put(b.dataset.use);
    else if ("next" in b.dataset) turn(1);
  });
  // the harm at the cursor stands out below
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== draft) return;
    const at = draft.selectionStart;
    for (const li of document.querySelectorAll(".harms li")) li.classList.toggle("on", at >= Number(li.dataset.from) && at <= Number(li.dataset.to));
  });
  turn(0);
})();
