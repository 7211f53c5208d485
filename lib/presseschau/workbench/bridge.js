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
    const reading = event.target.closest?.(".ps-reading");
    if (!reading || !asked) return;
    asked = false;
    reading.closest(".ps-workbench").querySelector(".ps-article-title")?.focus();
    reading.scrollIntoView({ block: "start" });
  }, true);
}
