// Picking things up with a mouse, a pen or a finger. A finger holds still for a
// moment first, so that it can go on scrolling. Everything that can be carried
// can also be moved with m, and with the choices of the opened claim.
(() => {
  const hold = 350; // ms
  const slack = 8; // px that a hand may tremble
  const edge = 60; // px from the edge of the screen at which it scrolls
  const kinds = [];
  let at = null; // what is held, and from where

  // heed.carry takes {area, item, place, drop(item, from, to)}: selectors, and
  // what to do when an item of an area is let go over another place.
  heed.carry = (kind) => kinds.push(kind);

  const begin = () => {
    at.on = true;
    at.area.classList.add("moving");
    at.ghost = document.createElement("div");
    at.ghost.className = "carried";
    at.ghost.setAttribute("aria-hidden", "true");
    at.ghost.textContent = (at.item.querySelector(".q,.said,.read,.assumed") ?? at.item).textContent.trim();
    document.body.append(at.ghost);
    getSelection()?.removeAllRanges();
    follow();
  };

  const follow = () => {
    at.ghost.style.transform = `translate(${at.x + 14}px, ${at.y + 14}px)`;
    const under = document.elementFromPoint(at.x, at.y)?.closest(at.kind.place);
    const to = under && under !== at.from && at.area.contains(under) ? under : null;
    if (to === at.to) return;
    at.to?.classList.remove("target");
    to?.classList.add("target");
    at.to = to;
  };

  // scroll goes on while something is held near an edge.
  const scroll = () => {
    if (!at?.on) return;
    const way = (v, end) => (v < edge ? -12 : v > end - edge ? 12 : 0);
    const [dx, dy] = [way(at.x, innerWidth), way(at.y, innerHeight)];
    if (dx) at.area.closest(".table-wide,.scroll")?.scrollBy(dx, 0) ?? at.area.querySelector(".table-wide,.scroll")?.scrollBy(dx, 0);
    if (dy) scrollBy(0, dy);
    if (dx || dy) follow();
    requestAnimationFrame(scroll);
  };

  const end = (drop) => {
    if (!at) return;
    clearTimeout(at.timer);
    const was = at;
    at = null;
    if (!was.on) return;
    was.area.classList.remove("moving");
    was.to?.classList.remove("target");
    was.ghost.remove();
    // the click that a mouse sends after it let go opens nothing
    const still = (e) => { e.preventDefault(); e.stopPropagation(); };
    addEventListener("click", still, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", still, { capture: true }), 0);
    if (drop && was.to) was.kind.drop(was.item, was.from, was.to);
  };

  const lift = () => { begin(); requestAnimationFrame(scroll); };

  document.addEventListener("pointerdown", (e) => {
    if (e.button !== 0 || !e.isPrimary) return;
    for (const kind of kinds) {
      const item = e.target.closest?.(kind.item);
      const area = item?.closest(kind.area);
      if (!area) continue;
      at = { kind, item, area, from: item.closest(kind.place), id: e.pointerId, x: e.clientX, y: e.clientY, x0: e.clientX, y0: e.clientY, touch: e.pointerType === "touch", to: null };
      if (at.touch) at.timer = setTimeout(lift, hold);
      return;
    }
  });
  document.addEventListener("pointermove", (e) => {
    if (!at || e.pointerId !== at.id) return;
    [at.x, at.y] = [e.clientX, e.clientY];
    if (at.on) return follow();
    if (Math.hypot(at.x - at.x0, at.y - at.y0) <= slack) return;
    if (at.touch) end(false); // it scrolls
    else lift();
  });
  document.addEventListener("pointerup", (e) => at?.id === e.pointerId && end(true));
  document.addEventListener("pointercancel", (e) => at?.id === e.pointerId && end(false));
  document.addEventListener("touchmove", (e) => at?.on && e.preventDefault(), { passive: false });
  document.addEventListener("contextmenu", (e) => at?.touch && e.preventDefault());
  // the browser's own dragging of links would take the pointer away
  document.addEventListener("dragstart", (e) => kinds.some((k) => e.target.closest?.(k.item)?.closest(k.area)) && e.preventDefault());
  addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !at?.on) return;
    e.preventDefault();
    e.stopPropagation();
    end(false);
  }, true);
})();
