// Sends files one by one as soon as they are chosen, with progress; what can't be sent stays for the form itself.
"use strict";

function sendChosenFiles(form) {
  let sending = Promise.resolve();
  let busy = 0;
  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    if ([...input.files].some((file) => file.size > Number(input.dataset.maxBytes))) return;
    const { name, id } = input;
    const files = [...input.files];
    busy += 1;
    sending = sending.then(() => sendAll(form, id, name, files)).finally(() => (busy -= 1));
  });
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    const { submitter } = event;
    sending.then(() => form.requestSubmit(submitter && submitter.isConnected ? submitter : undefined));
  });
}

async function sendAll(form, inputId, field, files) {
  const problems = [];
  for (const file of files) {
    const answer = await sendOne(form, inputId, field, file);
    if (!answer) return;
    document.getElementById(inputId).closest(".sr-files").outerHTML = answer.markup;
    if (answer.problem) problems.push(answer.problem);
  }
  const input = document.getElementById(inputId);
  tell(input, problems.length ? problems.join(" ") : form.dataset.taken, problems.length > 0);
  if (document.activeElement === document.body) input.focus(); // else the citizen is busy elsewhere
}

function sendOne(form, inputId, field, file) {
  const body = new FormData();
  body.append("ticket", form.querySelector("[name=ticket]").value);
  body.append("page", form.querySelector("[name=page]").value);
  body.append("field", field);
  body.append("file", file);
  const bar = progressBar(document.getElementById(inputId), `${form.dataset.uploading}: ${file.name}`);
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    call.addEventListener("loadend", () => {
      bar.parentElement.remove();
      resolve(call.status === 200 ? JSON.parse(call.responseText) : null);
    });
    call.open("POST", form.dataset.uploadUrl);
    call.send(body);
  });
}

function progressBar(input, label) {
  const place = document.createElement("label");
  place.className = "sr-progress";
  place.textContent = label;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  place.append(bar);
  input.before(place);
  return bar;
}

function tell(input, message, isProblem) {
  const words = document.createElement("p");
  words.className = isProblem ? "sr-error" : "sr-hint";
  words.setAttribute("role", isProblem ? "alert" : "status");
  words.textContent = message;
  input.before(words);
}

document.querySelectorAll("form[data-upload-url]").forEach(sendChosenFiles);
