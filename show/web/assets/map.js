// Moving items of the empathy map: by dragging, or with m and a letter.
(() => {
  const letters = { thinks: "t", feels: "f", hears: "h", sees: "e", says: "s", does: "d", pains: "p", gains: "g", tasks: "k", influences: "i", goals: "o", risks: "r" };
  const byKey = { tf: "feels", he: "hears", se: "sees", sd: "says", pa: "pains", ga: "gains" };
  const strip = ["tasks", "influences", "goals", "risks"];
  const four = ["says", "thinks", "does", "feels"];
  const all = ["thinks", "feels", "hears", "sees", "says", "does", "pains", "gains", "tasks", "influences", "goals", "risks"];

  const drawing = () => document.querySelector(".drawing");
  const cellOf = (section) => {
    if (!section) return "";
    const form = drawing()?.dataset.form;
    const nth = (list) => list[[...section.parentElement.children].filter((c) => c.matches("section.cell")).indexOf(section)];
    if (form === "four") return nth(four);
    if (form === "canvas") return nth(all);
    if (section.parentElement.matches(".strip")) return nth(strip);
    return byKey[section.id.split("-").pop()] ?? "";
  };
  const claimAt = (a) => a?.getAttribute("href")?.split("/claims/")[1]?.split(/[?#]/)[0];
  const move = (claim, cell) => {
    const base = location.pathname.match(/^\/s\/[^/]+/)[0];
    const back = new URL(location);
    back.searchParams.delete("done");
    back.searchParams.delete("decision");
    back.searchParams.delete("entry");
    return heed.post(`${base}/claims/${claim}`, new URLSearchParams({ act: "move", cell, back: back.pathname + back.search }));
  };

  heed.carry({
    area: ".drawing",
    item: "a.i[href]",
    place: "section.cell",
    drop: (item, _, to) => cellOf(to) && claimAt(item) && move(claimAt(item), cellOf(to)),
  });

  // m asks for the letter of a part.
  heed.move = () => {
    const focused = document.activeElement?.closest?.(".drawing a.i");
    const claim = claimAt(focused) ?? new URL(location).searchParams.get("open");
    const names = document.querySelector('.addone select[name="cell"]');
    if (!claim || !names || !drawing()) return false;
    const box = document.createElement("dialog");
    box.className = "letters";
    const h = document.createElement("h2");
    h.textContent = drawing().dataset.hint;
    const list = document.createElement("ul");
    for (const o of names.options) {
      const li = document.createElement("li");
      const b = document.createElement("button");
      b.type = "button";
      b.value = o.value;
      const k = document.createElement("kbd");
      k.textContent = letters[o.value];
      b.append(k, " " + o.textContent);
      li.append(b);
      list.append(li);
    }
    box.append(h, list);
    document.body.append(box);
    const pick = (cell) => { box.close(); move(claim, cell); };
    box.addEventListener("click", (e) => e.target.closest("button") && pick(e.target.closest("button").value));
    box.addEventListener("keydown", (e) => {
      const cell = Object.keys(letters).find((c) => letters[c] === e.key);
      if (cell) { e.preventDefault(); pick(cell); }
    });
    box.addEventListener("close", () => box.remove());
    box.showModal();
    return true;
  };
})();
