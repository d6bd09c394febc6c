document.documentElement.classList.add("scripted");
document.getElementById("reply").addEventListener("submit", function (e) {
  e.preventDefault();
  var f = e.target, d = new FormData(f), use = {}, out;
  out = { heed: "playback-reply", version: 1, page: f.dataset.page, key: f.dataset.key, answers: [] };
  for (var n = 1; f.elements["w" + n]; n++) {
    var v = d.get("a" + n);
    if (v || d.get("w" + n)) out.answers.push({ n: n, verdict: v || "", words: d.get("w" + n) });
  }
  ["analysis", "training", "quote_inside", "quote_outside", "recording"].forEach(function (u) {
    if (d.get(u)) use[u] = d.get(u);
  });
  out.consent = use;
  out.missed = d.get("missed");
  if (d.get("deeper")) out.deeper = d.get("deeper");
  if (d.get("forget")) out.forget = true;
  var a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([JSON.stringify(out, null, 1)], { type: "application/json" }));
  a.download = f.dataset.file;
  a.click();
  document.getElementById("saved").hidden = false;
});
