// What happens in the page between what a person does and the picture that follows: events,
// messages to and from the kernel, changes of the workbench, and when they were painted.
(() => {
  const reader = new TextDecoder();
  const watch = (window.stopwatch = { reset, quiet, told });
  let events, messages, waiting, changed, painted;

  function reset() {
    events = [];
    messages = [];
    waiting = new Set();
    changed = painted = performance.now();
  }
  reset();

  // The kernel's protocol: so many offsets, then channel, header, parent header, …
  function note(way, data) {
    if (!(data instanceof ArrayBuffer)) return;
    const offset = (part) => Number(new DataView(data).getBigUint64(8 * (part + 1), true));
    const read = (part) => JSON.parse(reader.decode(data.slice(offset(part), offset(part + 1))));
    const header = read(1), parent = read(2), kind = header.msg_type;
    const state = kind === "status" ? read(4).execution_state : "";
    if (way === "out") waiting.add(header.msg_id);
    if (state === "idle") waiting.delete(parent.msg_id);
    const sent = Date.parse(header.date) - performance.timeOrigin;
    messages.push({ way, kind, state, bytes: data.byteLength, at: performance.now(), sent });
  }
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => note("in", event.data));
    }
    send(data) {
      note("out", data);
      super.send(data);
    }
  };

  // A frame is painted after its animation frame; the next task after that one finds it there.
  function change() {
    changed = performance.now();
    requestAnimationFrame(() => setTimeout(() => (painted = performance.now())));
  }
  const inside = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".ps-workbench");
  new MutationObserver((all) => all.some((each) => inside(each.target)) && change()).observe(
    document, { subtree: true, childList: true, characterData: true, attributes: true },
  );
  addEventListener("load", (event) => inside(event.target) && change(), true);
  for (const kind of ["click", "change", "keydown"]) {
    addEventListener(kind, (event) => events.push({ at: event.timeStamp, real: event.isTrusted }), true);
  }

  function quiet(pause) {
    return messages.length > 0 && !waiting.size && performance.now() - Math.max(changed, painted) > pause;
  }
  function told() {
    return { events, messages, changed, painted };
  }
})();
