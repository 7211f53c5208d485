// What the kernel cannot see: a click on a row or a number of a table. Its place goes into a
// hidden field of the workbench, whose value the kernel follows; the article that comes back is
// brought into sight.
if (!window.presseschauBridge) {
  window.presseschauBridge = true;
  let asked = false;
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.(".ps-workbench table.ps-table tbody tr");
    const button = event.target.closest?.("[data-place]") ?? row?.querySelector("[data-place]");
    const field = button?.closest(".ps-workbench")?.querySelector(".ps-place input");
    if (!field || window.getSelection().toString()) return;
    asked = true;
    field.value = `${button.dataset.place} ${Date.now()}`;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("load", (event) => {
    const bench = event.target.closest?.(".ps-reading")?.closest(".ps-workbench");
    const title = bench?.querySelector(".ps-article-title");
    if (!title || !asked) return;
    asked = false;
    setTimeout(() => {  // after the frame has brought its own place into sight
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "start" });
    }, 150);
  }, true);
}
