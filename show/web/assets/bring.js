// Dropping files and folders on the way in, and how far an import is.
(() => {
  const area = document.querySelector(".area");
  if (area) {
    const input = area.querySelector("input");
    const chosen = area.querySelector(".chosen");
    const say = () => {
      const n = input.files.length;
      chosen.textContent = n === 0 ? "" : n === 1 ? chosen.dataset.one : chosen.dataset.many.replace("999", n);
    };
    // every file of a dropped folder, with its path
    const files = async (entry, path) => {
      if (entry.isFile) {
        const f = await new Promise((ok, no) => entry.file(ok, no));
        return [new File([f], path + f.name, { type: f.type, lastModified: f.lastModified })];
      }
      const reader = entry.createReader();
      const found = [];
      for (;;) {
        const some = await new Promise((ok, no) => reader.readEntries(ok, no));
        if (!some.length) return found;
        for (const one of some) found.push(...(await files(one, path + entry.name + "/")));
      }
    };
    for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (e) => { e.preventDefault(); area.classList.add("over"); });
    addEventListener("dragleave", (e) => { if (!e.relatedTarget) area.classList.remove("over"); });
    addEventListener("drop", async (e) => {
      e.preventDefault();
      area.classList.remove("over");
      const entries = [...e.dataTransfer.items].map((i) => i.webkitGetAsEntry?.()).filter(Boolean);
      const all = new DataTransfer();
      for (const entry of entries) for (const f of await files(entry, "")) if (!f.name.split("/").pop().startsWith(".")) all.items.add(f);
      if (!all.files.length) return;
      input.files = all.files;
      say();
    });
    input.addEventListener("change", say);
  }

  const work = document.querySelector(".work");
  if (work) {
    const told = new EventSource(work.dataset.events);
    told.onmessage = (e) => {
      const at = JSON.parse(e.data);
      if (at.over) {
        told.close();
        location.reload();
        return;
      }
      work.querySelector(".step").textContent = at.step;
      work.querySelector(".of").textContent = at.of;
      const bar = work.querySelector("progress");
      if (at.percent) bar.value = at.percent;
      else bar.removeAttribute("value");
    };
  }
})();
