// A place to draw a signature. The typed name is what counts; the drawing is kept as text in a hidden field.
const WIDTH = 600, HEIGHT = 200, MOST_POINTS = 1000; // as in farolito.domain.drawing

/** Shows the places to draw that stand below `root`; what is in their field is drawn. */
export const sign = (root) => {
  for (const pad of root.querySelectorAll("[data-sign][hidden]")) {
    const [field] = document.getElementsByName(pad.dataset.sign);
    const surface = pad.querySelector("svg");
    const ink = surface.querySelector("path");
    let last = null;
    let points = field.value.split(/[ML]/).length - 1;

    const at = (event) => {
      const box = surface.getBoundingClientRect();
      const within = (part, most) => Math.max(0, Math.min(most, Math.round(part * most)));
      return [within((event.clientX - box.left) / box.width, WIDTH), within((event.clientY - box.top) / box.height, HEIGHT)];
    };
    const put = (way, point) => {
      if (points >= MOST_POINTS) return;
      points += 1;
      last = point;
      field.value += way + point.join(" ");
      ink.setAttribute("d", field.value);
    };
    const changed = () => field.dispatchEvent(new Event("input", { bubbles: true })); // so that it is saved

    surface.addEventListener("pointerdown", (event) => {
      if (event.button || !event.isPrimary || points > MOST_POINTS - 2) return;
      event.preventDefault();
      surface.setPointerCapture(event.pointerId);
      put("M", at(event));
      put("L", last); // a dot is a line too
    });
    surface.addEventListener("pointermove", (event) => {
      if (!last) return;
      const point = at(event);
      // coarser the longer it gets: even a long name fits
      if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= 4 + points / 200) put("L", point);
    });
    surface.addEventListener("lostpointercapture", () => {
      last = null;
      changed();
    });
    pad.querySelector("button").addEventListener("click", () => {
      field.value = "";
      points = 0;
      ink.removeAttribute("d");
      changed();
    });

    if (/^(M\d+ \d+(L\d+ \d+)+)+$/.test(field.value)) ink.setAttribute("d", field.value);
    pad.hidden = false;
  }
};
sign(document);
