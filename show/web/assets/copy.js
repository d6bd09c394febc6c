// A button copies a field, and says so.
document.addEventListener("click", async (e) => {
  const b = e.target.closest("[data-copy]");
  if (!b) return;
  const field = document.getElementById(b.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // where the page came over plain HTTP
  }
  const was = b.dataset.was ?? b.textContent;
  b.dataset.was = was;
  b.textContent = b.dataset.copied;
  setTimeout(() => (b.textContent = was), 2000);
});
