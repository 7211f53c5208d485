// What the kernel cannot do: make tables sortable in the page, see a click on a row or a number,
// and bring the article that comes back into sight.
if (!window.presseschauBridge) {
  window.presseschauBridge = true;

  // DataTables as itables brings it: a promise under a name with itables' version.
  const library = () => window[Object.keys(window).find((name) => /^_itables_\d/.test(name))];

  // A table from the options it holds. It is let go of once another one takes its place; where
  // only the notebook takes it out of sight, its parent goes with it and comes back with it.
  customElements.define("ps-table", class extends HTMLElement {
    async connectedCallback() {
      if (this.table) return;
      const options = JSON.parse(this.firstElementChild.textContent);
      const place = document.createElement("table");
      place.className = "display compact ps-table";
      this.replaceChildren(place);
      this.table = true;
      const { default: DataTable } = await library();
      this.table = new DataTable(place, options);
    }
    disconnectedCallback() {
      if (!this.parentNode) this.table?.destroy?.();
    }
  });

  // The heading of an article that was asked for takes the focus and comes into sight, and again
  // once the frame has brought its own place into sight, which moves the page.
  // What was asked for last, "article" or "rows": one that is still loading is not the other.
  let asked = "", opener = null;
  const show = (title) => title.scrollIntoView({ block: "start" });
  customElements.define("ps-title", class extends HTMLElement {
    connectedCallback() {
      const title = this.firstElementChild;
      if (asked !== "article") return;
      title.focus({ preventScroll: true });
      show(title);
    }
  });
  // The sentences behind a row lie over the page until they are closed.
  customElements.define("ps-drawer", class extends HTMLElement {
    connectedCallback() {
      if (asked !== "rows") return;
      asked = "";
      this.querySelector("dialog").showModal();
    }
  });
  document.addEventListener("load", (event) => {
    const bench = event.target.closest?.(".ps-reading")?.closest(".ps-workbench");
    const title = bench?.querySelector("ps-title > *");
    if (!title || asked !== "article") return;
    asked = "";
    setTimeout(() => document.activeElement === title && show(title), 150);
  }, true);

  const goBack = (bench) => {
    const place = opener?.isConnected ? opener : bench.querySelector(".ps-view :checked");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  };
  document.addEventListener("click", (event) => {
    const bench = event.target.closest?.(".ps-workbench");
    if (!bench) return;
    if (event.target.closest(".ps-back")) return goBack(bench);
    // The next unit may have no such button: without a focus on the sheet its keys would be lost.
    if (event.isTrusted && event.target.closest(".ps-question button")) {
      bench.tabIndex = -1;
      bench.focus({ preventScroll: true });
    }
    const drawer = event.target.closest("dialog");
    if (event.target.closest(".ps-close")) return drawer.close();
    const row = event.target.closest("table.ps-table tbody tr");
    const button = event.target.closest("[data-place]") ?? row?.querySelector("[data-place]");
    if (!button || window.getSelection().toString()) return;
    asked = button.dataset.place.startsWith("#") ? "rows" : "article";
    drawer?.close();
    if (!drawer) opener = button;
    const field = bench.querySelector(".ps-place input");
    field.value = `${button.dataset.place} ${Date.now()}`;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // The kernel answers a button: a key that is pressed meanwhile would answer the question that is
  // just leaving. It waits until the sheet shows the next.
  const waiting = new WeakMap(), shown = new WeakMap();
  const press = (sheet, letter) => {
    const button = sheet.querySelector(`.ps-now .ps-key-${letter}`);
    if (button?.offsetParent) button.click();
  };
  document.addEventListener("click", (event) => {
    const sheet = event.target.closest?.("button")?.closest(".ps-check");
    if (sheet && !waiting.has(sheet)) waiting.set(sheet, []);
  });
  customElements.define("ps-answered", class extends HTMLElement {
    connectedCallback() {
      const sheet = this.closest(".ps-check");
      const letters = waiting.get(sheet) ?? [];
      waiting.delete(sheet);
      while (letters.length && !waiting.has(sheet)) press(sheet, letters.shift());
      waiting.get(sheet)?.push(...letters);
      // The next unit comes into sight with its question, on a narrow screen without it.
      const unit = sheet?.querySelector(".ps-unit");
      if (!unit || unit.innerHTML === shown.get(sheet)) return;
      shown.set(sheet, unit.innerHTML);
      sheet.querySelector(".ps-question.ps-now")?.scrollIntoView({ block: "nearest" });
      const above = unit.getBoundingClientRect().top < 0;
      unit.scrollIntoView({ block: above ? "start" : "nearest" });
    }
  });

  // Keys without Ctrl belong to the workbench: JupyterLab would take an "x" on a button for "cut
  // this cell". Escape leads from the article back to the row that opened it.
  window.addEventListener("keydown", (event) => {
    const bench = event.target.closest?.(".ps-workbench");
    if (!bench) return;
    const own = !(event.ctrlKey || event.metaKey || event.altKey);
    event.target.toggleAttribute("data-lm-suppress-shortcuts", own);
    const sheet = own && !event.target.closest("input") && event.target.closest(".ps-check");
    const letter = event.key.toLowerCase();
    if (sheet && !event.repeat && /^[a-z0-9]$/.test(letter)) {
      waiting.get(sheet)?.push(letter) ?? press(sheet, letter);
    }
    if (event.key === "Escape" && event.target.closest("ps-title, .ps-reading")) goBack(bench);
  }, true);

  // The views are one stop of the Tab key, and the arrows lead from one to the next.
  let groups = 0;
  document.addEventListener("focusin", (event) => {
    const views = event.target.closest?.(".ps-workbench")?.querySelector(".ps-view");
    if (!views || views.role) return;
    const name = `ps-view-${++groups}`;
    const label = views.querySelector(".widget-label");
    label.id = name;
    views.role = "radiogroup";
    views.setAttribute("aria-labelledby", name);
    for (const radio of views.querySelectorAll("input")) radio.name = name;
  });
}
