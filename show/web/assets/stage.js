// Moving items of the journey to another stage: by dragging, or with m and the
// stage's number.
(() => {
  const area = () => document.querySelector(".movable");
  const stages = () => area()?.dataset.stages.split(",") ?? [];
  // stageOf is the column in which a cell of a lane stands.
  const stageOf = (cell) => stages()[[...cell.parentElement.children].filter((c) => c.matches(".c")).indexOf(cell)];
  const claimAt = (a) => a?.getAttribute("href")?.split("/claims/")[1]?.split(/[?#]/)[0];
  const move = (claim, stage) => {
    const base = location.pathname.match(/^\/s\/[^/]+/)[0];
    const back = new URL(location);
    for (const k of ["done", "decision", "entry"]) back.searchParams.delete(k);
    return heed.post(`${base}/claims/${claim}`, new URLSearchParams({ act: "move", stage, back: back.pathname + back.search }));
  };

  heed.carry({
    area: ".movable",
    item: ".lanerow a.i[href]",
    place: ".lanerow .c",
    drop: (item, from, to) => {
      if (claimAt(item) && stageOf(to) && stageOf(to) !== stageOf(from)) move(claimAt(item), stageOf(to));
    },
  });

  const before = heed.move;
  heed.move = () => {
    const claim = claimAt(document.activeElement?.closest?.(".movable .lanerow a.i"));
    if (!claim) return before?.() ?? false;
    const names = [...area().querySelectorAll(".row.stages .st b")].map((b) => b.textContent);
    const box = document.createElement("dialog");
    box.className = "letters";
    const h = document.createElement("h2");
    h.textContent = area().dataset.hint;
    const list = document.createElement("ul");
    stages().forEach((stage, i) => {
      const li = document.createElement("li");
      const b = document.createElement("button");
      b.type = "button";
      b.value = stage;
      const k = document.createElement("kbd");
      k.textContent = i + 1;
      b.append(k, " " + (names[i] ?? stage));
      li.append(b);
      list.append(li);
    });
    box.append(h, list);
    document.body.append(box);
    const pick = (stage) => { box.close(); move(claim, stage); };
    box.addEventListener("click", (e) => e.target.closest("button") && pick(e.target.closest("button").value));
    box.addEventListener("keydown", (e) => {
      const stage = stages()[Number(e.key) - 1];
      if (stage) { e.preventDefault(); pick(stage); }
    });
    box.addEventListener("close", () => box.remove());
    box.showModal();
    return true;
  };
})();
