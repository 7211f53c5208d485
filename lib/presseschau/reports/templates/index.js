(() => {
  const find = (name) => document.getElementById(name);
  const box = find("words"), choice = find("series"), said = find("count");
  const rows = [...document.querySelectorAll("[data-series]")];
  const held = rows.map((row) => row.textContent.toLowerCase());
  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, n) => {
      const fits = (!choice || !choice.value || row.dataset.series === choice.value) &&
        words.every((word) => held[n].includes(word));
      row.hidden = !fits;
      shown += fits;
    });
    said.textContent = shown < rows.length ? shown + " / " + rows.length : "";
    find("nothing").hidden = shown > 0;
  };
  find("search").hidden = false;
  box.addEventListener("input", show);
  if (choice) choice.addEventListener("change", show);
  window.addEventListener("pageshow", show);
})();
