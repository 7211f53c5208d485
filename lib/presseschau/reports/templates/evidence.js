// The table of all quotes, and the drawer that a list of places opens. Without it both are lists.
(async () => {
  const find = (name) => document.getElementById("ps-" + name);
  const STEP = 200;

  const unpacked = async () => {
    const bytes = Uint8Array.from(atob(find("held").textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };

  // A list that filters, sorts and fills its rows from a template.
  const list = (box, filled) => {
    const filters = [...box.querySelectorAll("[data-by]")];
    const [body, more, count] = ["rows", "more", "count"].map(find);
    const whole = count.textContent, told = (n) => n.toLocaleString(document.documentElement.lang);
    let all = [], shown = [], names = new Set(), most = STEP;
    const asked = () => Object.fromEntries(filters.map((one) => [one.dataset.by, one.value.trim()]));
    const fits = (row, by) => Object.entries(by).every(([key, value]) => {
      if (!value || key === "order") return true;
      if (key === "words") return value.toLowerCase().split(/\s+/).every((w) => row.held.includes(w));
      if (key === "since") return row.day >= value;
      if (key === "until") return row.day && row.day <= value;
      if (key === "sure") return parseInt(row.sure, 10) >= +value;
      if (key === "name" && names.has(value)) return row.name === value;  // a whole name means itself
      if (key === "name") return row.name.toLowerCase().includes(value.toLowerCase());
      return row[key] === value;
    });
    const draw = () => {
      body.replaceChildren(...shown.slice(0, most).map((row) => filled(row)));
      more.hidden = shown.length <= most;
      const every = shown.length === all.length;
      count.textContent = every ? whole || told(all.length) : told(shown.length) + " / " + told(all.length);
      find("nothing").hidden = shown.length > 0;
    };
    const show = () => {
      const by = asked(), key = by.order;
      most = STEP;
      shown = all.filter((row) => fits(row, by));
      if (key) shown.sort((a, b) => (a[key] === "") - (b[key] === "") || a[key].localeCompare(b[key]));
      draw();
    };
    filters.forEach((one) => one.addEventListener("input", show));
    more.addEventListener("click", () => { most += STEP; draw(); });
    return {
      asked, show, shown: () => shown,
      reach: (row) => { most = Math.max(most, shown.indexOf(row) + 1); draw(); },
      hold: (rows) => { all = rows; shown = rows; names = new Set(rows.map((row) => row.name)); },
      set: (by) => filters.forEach((one) => { one.value = by[one.dataset.by] || ""; }),
    };
  };

  const first = find("rows")?.firstElementChild.cloneNode(true);
  const fill = (row) => {
    const copy = first.cloneNode(true);
    copy.hidden = false;
    copy.querySelectorAll("[data-f]").forEach((one) => { one.textContent = row[one.dataset.f]; });
    copy.querySelectorAll("[data-href]").forEach((one) => { 
      const goal = row[one.dataset.href];
      if (goal) one.href = goal; else one.removeAttribute("href");
    });
    return copy;
  };
  const article = (held, id) => {
    const [day, date, outlet, title, story, cited] = held.articles[id];
    return { day, date, outlet, title, story, cited };
  };
  const searched = (row, ...parts) => ({ ...row, held: parts.join(" ").toLowerCase() });

  const quotes = async () => {
    const held = await unpacked();
    const each = find("rows").children.length;  // on a page, for who has no scripts
    const columns = Object.entries(held.columns);
    const rows = held.columns.article.map((_, n) => {
      const row = Object.fromEntries(columns.map(([name, values]) => [name, values[n]]));
      row.id = row.article + "-" + row.anchor;
      Object.assign(row, article(held, row.article), {
        told: [row.form, row.cue, row.stance, row.sure].filter(Boolean).join(" · "),
        href: "../articles/" + row.article + ".html#" + row.anchor,
        link: "index.html#" + row.id,
        page: (n < each ? "index" : Math.floor(n / each) + 1) + ".html#" + row.id,
        who: held.who[row.name],
      });
      return searched(row, row.name, row.text, row.title, row.outlet, row.cue);
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const offer = (tr) => {
      const button = tr.querySelector(".copy"), row = byId.get(tr.id);
      button.hidden = !navigator.clipboard;
      button.setAttribute("aria-label", button.textContent + ": " + row.text.slice(0, 60));
      button.addEventListener("click", async () => {
        const link = new URL(row.page, location.href).href;
        await navigator.clipboard.writeText(row.text + "\n" + row.name + ", " + row.cited + "\n" + link);
        find("copied").textContent = find("copied").dataset.said;
        button.classList.add("done");
      });
      return tr;
    };
    const table = list(find("filters"), (row) => {
      const tr = fill(row);
      tr.id = row.id;
      tr.classList.toggle("meant", "#" + row.id === location.hash);
      return offer(tr);
    });
    table.hold(rows);
    find("filters").hidden = false;
    if (find("parts")) find("parts").hidden = true;
    find("reset").addEventListener("click", () => { table.set({}); table.show(); });
    find("save").addEventListener("click", () => {
      const cell = (text) => '"' + text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""') + '"';
      const fields = ["day", "name", "text", "form", "cue", "stance", "sure", "outlet", "title", "story", "cited"];
      const lines = table.shown().map((row) => fields.map((name) => cell(row[name])).join(","));
      const file = new Blob(["\ufeff" + [find("save").dataset.heads, ...lines].join("\r\n")], { type: "text/csv" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = "quotes.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    });
    const at = () => {
      const hash = location.hash.slice(1);
      if (hash.includes("=")) table.set(Object.fromEntries(new URLSearchParams(hash)));
      table.show();
      if (!byId.has(hash)) return;
      if (!table.shown().includes(byId.get(hash))) { table.set({}); table.show(); }
      table.reach(byId.get(hash));
      document.getElementById(hash).scrollIntoView();
    };
    find("filters").addEventListener("input", () => {
      const by = Object.entries(table.asked()).filter(([, value]) => value);
      history.replaceState(null, "", "#" + new URLSearchParams(by));
    });
    window.addEventListener("hashchange", at);
    at();
  };

  const drawer = async () => {
    const box = find("drawer"), held = await unpacked(), from = find("drawer-outlet");
    const marked = (pieces) => pieces.map((text, n) => {
      if (n % 2 === 0) return text;
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    });
    const table = list(box, (row) => {
      const tr = fill(row);
      tr.querySelector(".words").replaceChildren(...marked(row.pieces));
      return tr;
    });
    find("close").addEventListener("click", () => box.close());
    document.querySelectorAll("details.places > summary").forEach((summary) => {
      const behind = summary.parentElement;
      const linked = [...behind.querySelectorAll("a[href*='articles/']")].map((a) => a.getAttribute("href"));
      const folder = linked.length ? linked[0].split("articles/")[0] + "articles/" : "";
      const rest = (behind.dataset.rest || "").split(" ").filter(Boolean);
      const places = [...linked, ...rest.map((place) => folder + place.replace("#", ".html#"))]
        .map((href) => [href, href.split("articles/")[1].replace(/\.html$/, "#").replace(".html", "")]);
      const rows = places.filter(([, place]) => held.excerpts[place]).map(([href, place]) => {
        const pieces = held.excerpts[place], row = article(held, place.split("#")[0]);
        return searched({ ...row, pieces, href }, row.outlet, row.title, pieces.join(""));
      }).sort((a, b) => b.day.localeCompare(a.day));
      if (!rows.length) return;
      summary.setAttribute("aria-haspopup", "dialog");
      summary.addEventListener("click", (event) => {
        event.preventDefault();
        const outlets = [...new Set(rows.map((row) => row.outlet))].filter(Boolean).sort();
        from.replaceChildren(from.options[0], ...outlets.map((name) => new Option(name)));
        from.parentElement.hidden = outlets.length < 2;
        const head = summary.closest("tr")?.querySelector("td, th");
        find("drawer-title").textContent = (head ? head.textContent + ": " : "") + summary.textContent;
        table.hold(rows);
        table.set({});
        table.show();
        box.showModal();
      });
    });
  };

  if (!find("held") || !window.DecompressionStream) return;
  await (find("drawer") ? drawer() : quotes());
})();
