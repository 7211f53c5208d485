// Files may also be dropped onto the button, as onto any page that asks for files.
if (!window.presseschauDrop) {
  window.presseschauDrop = true;
  const place = (event) => event.target.closest?.(".ps-drop");

  // The button of ipywidgets keeps its field for files out of the page; its click shows which.
  const fieldOf = (button) => {
    const click = HTMLInputElement.prototype.click;
    let field = null;
    HTMLInputElement.prototype.click = function () { field = this; };
    try { button.click(); } finally { HTMLInputElement.prototype.click = click; }
    return field;
  };
  document.addEventListener("dragover", (event) => {
    if (place(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const button = place(event)?.querySelector("button");
    if (!button || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const field = fieldOf(button);
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change"));
  });
}
