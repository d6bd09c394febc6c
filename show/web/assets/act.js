// The evidence panel, and acts that change the page where it stands.
const heed = (() => {
  let opener = null;

  // A claim opens in the panel of its page; without a panel it is a page.
  document.addEventListener("click", (e) => {
    const a = e.target.closest('a[href*="/claims/"]');
    const panel = document.getElementById("ev");
    if (!a || !panel || e.ctrlKey || e.metaKey || e.shiftKey || panel.contains(a)) return;
    e.preventDefault();
    opener = a;
    if ("follows" in panel.dataset && a.classList.contains("on")) {
      close();
      return;
    }
    open(a.getAttribute("href"), panel, true);
  });

  const id = (href) => href.split("/claims/")[1].split(/[?#]/)[0];

  const open = async (href, panel, push) => {
    const answer = await fetch(href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) {
      location.assign(href);
      return;
    }
    panel.innerHTML = await answer.text();
    panel.hidden = false;
    if ("follows" in panel.dataset) document.querySelector(`.claims > li > a[href$="/claims/${CSS.escape(id(href))}"]`)?.parentElement.after(panel);
    const at = new URL(location);
    at.searchParams.set("open", id(href));
    at.searchParams.delete("done");
    at.searchParams.delete("decision");
    at.searchParams.delete("entry");
    for (const back of panel.querySelectorAll('input[name="back"]')) back.value = at.pathname + at.search;
    if (push) history.pushState({ open: href }, "", at);
    mark(id(href));
    panel.focus({ preventScroll: matchMedia("(min-width:1381px)").matches });
  };

  const mark = (which) => {
    for (const el of document.querySelectorAll("a.on, .claims > li.on")) el.classList.remove("on");
    if (which) for (const a of document.querySelectorAll(`main a[href$="/claims/${CSS.escape(which)}"]`)) {
      a.classList.add("on");
      a.closest(".claims > li")?.classList.add("on");
    }
  };

  const empty = (panel) => {
    panel?.replaceChildren();
    if (panel && "follows" in panel.dataset) panel.hidden = true;
  };

  const close = () => {
    const at = new URL(location);
    if (!at.searchParams.has("open")) return;
    at.searchParams.delete("open");
    history.pushState({}, "", at);
    empty(document.getElementById("ev"));
    mark("");
    opener?.isConnected && opener.focus();
  };

  addEventListener("popstate", (e) => {
    const panel = document.getElementById("ev");
    if (!panel) return;
    if (e.state?.open) open(e.state.open, panel, false);
    else {
      empty(panel);
      mark("");
    }
  });

  let acting = 0; // acts that are not answered yet
  let acts = 0; // all of them
  let wanted = false; // z was pressed before there was an answer

  // say tells what is being done, or what went wrong, over the page: nothing
  // moves for it.
  const say = (text, role) => {
    document.querySelector("main > .told")?.remove();
    const p = document.createElement("p");
    p.className = "notice told";
    p.setAttribute("role", role);
    p.textContent = text;
    document.getElementById("main").prepend(p);
    return p;
  };

  // post sends an act and sets the answer's page in place of this one's, so
  // that nothing jumps.
  const post = async (action, body) => {
    acting++;
    acts++;
    const working = say(document.getElementById("main").dataset.working, "status");
    try {
      return await send(action, body);
    } catch {
      working.remove();
      say(document.getElementById("main").dataset.lost, "alert");
      return false;
    } finally {
      acting--;
      if (wanted && !acting) {
        wanted = false;
        document.getElementById("undo")?.requestSubmit();
      }
    }
  };
  const undo = () => {
    if (acting) wanted = true;
    else document.getElementById("undo")?.requestSubmit();
  };
  const send = async (action, body) => {
    const answer = await fetch(action, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) {
      say(page.querySelector(".nobody p")?.textContent ?? answer.statusText, "alert");
      return false;
    }
    const fresh = page.getElementById("main");
    const at = new URL(answer.url);
    if (at.pathname !== location.pathname || !fresh) {
      location.assign(answer.url);
      return true;
    }
    put(fresh);
    history.replaceState(history.state, "", at);
    mark(at.searchParams.get("open"));
    if (at.searchParams.get("open")) document.getElementById("ev")?.focus({ preventScroll: true });
    return true;
  };

  // put sets a fresh page in place of this one; what changed is underlined for
  // a moment.
  const put = (fresh) => {
    const main = document.getElementById("main");
    const before = new Map([...main.querySelectorAll(".conf, .earned .big, .pick span")].map((el, i) => [i, el.textContent]));
    main.replaceChildren(...fresh.childNodes);
    main.dataset.stamp = fresh.dataset.stamp ?? "";
    [...main.querySelectorAll(".conf, .earned .big, .pick span")].forEach((el, i) => {
      if (before.size && before.get(i) !== el.textContent) el.classList.add("changed");
    });
    setTimeout(() => main.querySelectorAll(".changed").forEach((el) => el.classList.remove("changed")), 2000);
  };

  // refresh shows this page as it is now, where the reader is.
  const refresh = async () => {
    if (acting) return; // its answer shows everything
    const then = acts;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || acting || then !== acts) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    if (!fresh) return;
    const [x, y] = [scrollX, scrollY];
    const at = document.activeElement?.closest?.("main a[href]")?.getAttribute("href");
    put(fresh);
    if (at) document.querySelector(`main a[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
    scrollTo(x, y);
    mark(new URL(location).searchParams.get("open"));
  };

  document.addEventListener("submit", (e) => {
    if (!e.target.matches("form.do, form.do1, #undo, .addone form")) return;
    e.preventDefault();
    const body = new URLSearchParams(new FormData(e.target, e.submitter));
    post(e.target.action, body);
  });

  mark(new URL(location).searchParams.get("open"));
  return { close, post, refresh, undo };
})();
