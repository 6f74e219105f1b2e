"use strict";
// The page is whole without this: it opens figures in place, sorts and filters.
(() => {
  const root = document.documentElement;
  const words = root.dataset;
  root.classList.add("js");

  const show = (more, open) => {
    more.classList.toggle("open", open);
    document.querySelectorAll(`.fig[aria-controls="${CSS.escape(more.id)}"]`)
      .forEach((figure) => figure.setAttribute("aria-expanded", String(open)));
  };
  const openTarget = () => {
    const more = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!more || !more.classList.contains("more")) return;
    more.closest("tbody").classList.remove("hidden");
    show(more, true);
    more.previousElementSibling.scrollIntoView({ block: "start" });
  };
  for (const figure of document.querySelectorAll(".fig")) {
    const more = document.getElementById(figure.getAttribute("aria-controls"));
    figure.setAttribute("role", "button");
    figure.setAttribute("aria-expanded", "false");
    const toggle = (event) => {
      event.preventDefault();
      show(more, !more.classList.contains("open"));
    };
    figure.addEventListener("click", toggle);
    figure.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
  }
  addEventListener("hashchange", openTarget);
  openTarget();

  // A table that fits needs no stop of its own on the way through the page by keyboard.
  const scrolls = [...document.querySelectorAll(".scroll")];
  const reach = () => scrolls.forEach((scroll) => {
    if (scroll.scrollWidth > scroll.clientWidth) scroll.tabIndex = 0;
    else scroll.removeAttribute("tabindex");
  });
  addEventListener("resize", reach);
  reach();

  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").toLowerCase();

  for (const table of document.querySelectorAll("table.sortable")) {
    const bodies = [...table.tBodies];
    const lines = bodies.filter((body) => !body.classList.contains("sub"));
    if (lines.length < 2) continue;
    const texts = new Map(lines.map((body) => [body, folded(body.textContent)]));
    const heads = [...table.tHead.rows[0].cells];
    let sorted = false;
    let wanted = "";

    const tools = document.createElement("div");
    tools.className = "tools";
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    label.append(`${words.filter} `, input);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    tools.append(label, status);
    table.closest(".scroll").before(tools);

    // Headings with what they come to would lie about a part of their lines, or stand among strangers.
    const settle = () => {
      table.classList.toggle("flat", sorted || wanted !== "");
      const shown = lines.filter((body) => !body.classList.contains("hidden")).length;
      status.textContent = wanted ? words.shown.replace("{n}", shown).replace("{all}", lines.length) : "";
    };
    input.addEventListener("input", () => {
      wanted = folded(input.value.trim());
      for (const body of lines) body.classList.toggle("hidden", !texts.get(body).includes(wanted));
      settle();
    });

    heads.forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const rank = (body) => body.rows[0].cells[place].dataset.r;
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const after = before === "ascending" ? "descending" : before === "descending" ? null : "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        sorted = after !== null;
        if (sorted) head.setAttribute("aria-sort", after);
        const turn = after === "descending" ? -1 : 1;
        // What has no value comes last, whichever way.
        const order = !sorted ? bodies : [...lines].sort((one, other) => {
          const [a, b] = [rank(one), rank(other)];
          if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
          return turn * (a - b);
        });
        table.append(...order);
        settle();
      });
    });
  }
})();
