// Makes pages better that work without it: the number and the copy that arrive, one submission, early word on large files.
"use strict";

function watchForNumber(receipt) {
  const url = receipt.dataset.statusUrl;
  let pause = 500;
  async function look() {
    try {
      const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (answer.ok) {
        const status = await answer.json();
        if (status.number) showNumber(receipt, status);
        if (status.copy) showCopy(status.copy);
        if (status.copy || (status.number && !document.querySelector("[data-until-copy]"))) return;
      }
    } catch (error) {
      // The network is away: look again later.
    }
    pause = Math.min(pause * 1.5, 15000);
    setTimeout(look, pause);
  }
  setTimeout(look, pause);
}

function showNumber(receipt, status) {
  const number = receipt.querySelector("[data-number]");
  if (number.textContent === status.number) return;
  number.textContent = status.number;
  const state = receipt.querySelector("[data-state]");
  state.textContent = status.state_words;
  receipt.querySelector("[data-next]").textContent = status.next_words;
  state.className = "sr-state sr-state--" + status.state;
  receipt.querySelector("[data-until-number]")?.remove();
  document.querySelector("[data-order-copy]").hidden = false;
}

function showCopy(about) {
  document.querySelector("[data-until-copy]")?.remove();
  document.querySelector("[data-copy-about]").textContent = about;
  document.querySelector("[data-copy]").hidden = false;
}

function submitOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

function tellOfLargeFiles(form) {
  const check = () => {
    const inputs = [...form.querySelectorAll("input[type=file]")];
    let total = 0;
    for (const input of inputs) {
      const sizes = [...input.files].map((file) => file.size);
      total += sizes.reduce((sum, size) => sum + size, 0);
      const tooLarge = sizes.some((size) => size > Number(input.dataset.maxBytes));
      complain(input, tooLarge ? form.dataset.fileTooLarge : "");
    }
    if (inputs.length && total > Number(form.dataset.largestBytes)) complain(inputs[0], form.dataset.tooLarge);
    return !form.querySelector("[data-complaint]");
  };
  form.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    if (check()) return;
    event.preventDefault();
    form.querySelector("[data-complaint]").nextElementSibling.focus();
  });
}

function complain(input, message) {
  const before = input.previousElementSibling;
  if (before && before.dataset.complaint) before.remove();
  if (!message) {
    input.removeAttribute("aria-invalid");
    return;
  }
  input.setAttribute("aria-invalid", "true");
  const words = document.createElement("p");
  words.className = "sr-error";
  words.dataset.complaint = "yes";
  words.setAttribute("role", "alert");
  words.textContent = message;
  input.before(words);
}

function followConditions(form) {
  const seen = form.querySelector("[name=seen]");
  let latest = 0;
  let again = null;
  async function ask() {
    clearTimeout(again);
    const mine = ++latest;
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
    try {
      const answer = await fetch(form.dataset.conditionsUrl, { method: "POST", body });
      if (answer.status >= 500) throw new Error(answer.status);
      if (answer.ok && mine === latest) reveal(form, seen, await answer.json());
    } catch (error) {
      // The site can't be reached: asked again, and told in any case when the page is saved.
      if (mine === latest) again = setTimeout(ask, 3000);
    }
  }
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") ask();
  });
}

function reveal(form, seen, answer) {
  const shown = new Set(answer.shown);
  const required = new Set(answer.required);
  for (const item of form.querySelectorAll("[id^='item-field-']")) {
    const name = item.id.slice("item-field-".length);
    if (name.includes(".")) continue;
    item.hidden = !shown.has(name);
    const optional = item.querySelector(":scope > label > .sr-optional, :scope > fieldset > legend > .sr-optional");
    if (optional) optional.hidden = required.has(name);
  }
  seen.value = answer.shown.join(" ");
  for (const output of form.querySelectorAll("output.sr-computed")) {
    output.textContent = answer.computed[output.id.slice("field-".length)] || "–";
  }
}

function checkAll(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...button.form.elements].filter((box) => box.name === button.dataset.checkAll);
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}

// A template's text comes after what was typed already, which a new page would lose.
function fillIn(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    const box = document.getElementById(form.dataset.fillIn);
    try {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const words = page.getElementById(box.id).value;
      box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${words}` : words;
      const open = page.getElementById(`open-${box.id}`);
      document.getElementById(open.id).replaceChildren(...open.childNodes);
      box.focus();
    } catch (error) {
      form.submit();
    }
  });
}

document.querySelectorAll("form[data-fill-in]").forEach(fillIn);
document.querySelectorAll("[data-check-all]").forEach(checkAll);
document.querySelectorAll("form[data-conditions-url]").forEach(followConditions);
document.querySelectorAll("[data-status-url]").forEach(watchForNumber);
document.querySelectorAll("form[data-once]").forEach(submitOnce);
document.querySelectorAll("form[data-largest-bytes]").forEach(tellOfLargeFiles);
const summary = document.querySelector(".sr-summary[tabindex]");
if (summary) summary.focus();
