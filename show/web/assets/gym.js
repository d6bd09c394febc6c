// A clock that runs down beside an answer. Nothing happens when it is over.
(() => {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const run = clock.querySelector(".run");
  const all = Number(clock.dataset.clock) * 1000;
  const began = performance.now();
  const tick = () => {
    const left = Math.max(0, 1 - (performance.now() - began) / all);
    run.setAttribute("width", `${100 * left}%`);
    clock.classList.toggle("over", left === 0);
    if (left > 0 && clock.isConnected) setTimeout(tick, 250);
  };
  tick();
})();
