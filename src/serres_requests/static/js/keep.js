// Keeps what is typed in a form on the server while it is being typed.
"use strict";

const QUIET_MS = 3000; // after the last change
const RETRY_MS = 15000;

function keepWhileWriting(form) {
  const status = form.querySelector("[data-kept]");
  let timer = null;
  let isDirty = false;
  let isOver = false; // the form is being sent, or another page has taken over

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  }

  async function keep() {
    clearTimeout(timer);
    if (isOver || !isDirty) return;
    isDirty = false;
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
    try {
      const answer = await fetch(form.dataset.keepUrl, { method: "POST", body, keepalive: true });
      if (isOver) return;
      if (answer.status >= 500) throw new Error(answer.status);
      const isTold = answer.ok || answer.status === 409;
      const { words, address } = isTold ? await answer.json() : { words: form.dataset.refused };
      status.textContent = words;
      if (address) history.replaceState(history.state, "", address);
      else isOver = true;
    } catch (error) {
      if (isOver) return;
      isDirty = true;
      status.textContent = form.dataset.notKept;
      later(RETRY_MS);
    }
  }

  for (const name of ["input", "change"]) {
    form.addEventListener(name, (event) => {
      if (event.target.type === "file") return;
      isDirty = true;
      later(QUIET_MS);
    });
  }
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) isOver = true; // another script may hold it back, for a file on its way
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isOver = false; // back from the next page: the server tells when another saving came between
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}

function forgetSource(event) {
  event.target.closest(".sr-field")?.querySelector(":scope > .sr-source, :scope > fieldset > .sr-source")?.remove();
}

document.querySelectorAll("form[data-keep-url]").forEach((form) => {
  keepWhileWriting(form);
  form.addEventListener("input", forgetSource);
});
