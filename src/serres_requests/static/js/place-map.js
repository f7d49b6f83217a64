// A map beside the position of a place: it writes what is tapped into the input and shows what is typed there.
"use strict";

const MIDDLE_OF_SERRES = [41.0856, 23.5484];
const FAR = 13;
const NEAR = 17;

function positionIn(input) {
  const found = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(input.value);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

function mapBeside(input, template) {
  const box = template.content.firstElementChild.cloneNode(true);
  input.closest(".sr-field").append(box);
  const status = box.querySelector("[role=status]");
  const known = positionIn(input);
  const map = L.map(box.querySelector(".sr-map"), { scrollWheelZoom: false }).setView(known || MIDDLE_OF_SERRES, known ? NEAR : FAR);
  map.attributionControl.setPrefix(false);
  const { tiles, credit } = template.dataset;
  const pictures = L.tileLayer(tiles, { attribution: credit, maxZoom: 19 }).addTo(map);
  pictures.on("tileerror", () => (status.textContent = status.dataset.failed));
  const marker = L.marker(map.getCenter(), { draggable: true, keyboard: false, alt: "" });
  if (known) marker.addTo(map);

  function choose(point) {
    input.value = `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}`;
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    status.textContent = `${status.dataset.chosen}: ${input.value}`;
  }

  input.addEventListener("input", () => {
    const typed = positionIn(input);
    if (!typed) marker.remove();
    else marker.setLatLng(typed).addTo(map);
    if (typed && !map.getBounds().contains(typed)) map.setView(typed, NEAR);
  });
  map.on("click", (event) => choose(event.latlng));
  marker.on("dragend", () => choose(marker.getLatLng()));
  box.querySelector("[data-middle]").addEventListener("click", () => choose(map.getCenter()));
  box.querySelector("[data-here]").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const here = L.latLng(coords.latitude, coords.longitude);
        map.setView(here, NEAR);
        choose(here);
      },
      () => (status.textContent = status.dataset.nowhere),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
  new ResizeObserver(() => map.invalidateSize()).observe(box); // fields that appear later had no size before
}

const mapTemplate = document.querySelector("template[data-map]");
document.querySelectorAll("input[data-position]").forEach((input) => mapBeside(input, mapTemplate));
