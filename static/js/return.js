// The return, typed in one go: rated while one types, saved line by line, nothing lost unsaid.
// Without this script the page is a form with two buttons, and everything on it works.
// Each answer of the server holds parts of a line; each part takes the place of the one with its
// id. The boxes themselves are never taken from under anybody's hands.

const TRY_AFTER = 400;
const SAVE_AFTER = 1500;
const LONGEST_WAIT = 30000;

const form = document.querySelector("[data-laa-return]");

// What the server printed into a box, whatever stands in it now.
function printed(box) {
  if (box.tagName !== "SELECT") return box.defaultValue;
  const chosen = [...box.options].find((option) => option.defaultSelected) ?? box.options[0];
  return chosen?.value ?? "";
}

class Line {
  constructor(element) {
    this.element = element;
    this.saved = this.typed(printed);
    this.busy = null;
    this.wait = 2000;
    this.tries = 0;
    this.lockFigure();
    element.addEventListener("input", () => this.hasInput());
    element.addEventListener("change", () => this.saveAfter(SAVE_AFTER));
    element.addEventListener("focusout", (event) => {
      if (!element.contains(event.relatedTarget)) this.saveAfter(0);
    });
    if (this.isUnsaved) this.hasInput(); // typed before this script had arrived
  }

  boxes() {
    return [...this.element.querySelectorAll("input, select, textarea")].filter((box) => box.name);
  }

  // What this person typed, without what the page remembers of what stood there before.
  typed(valueOf = (box) => box.value) {
    const kept = this.element.querySelector("[id$='-kept']");
    const boxes = this.boxes().filter((box) => !kept.contains(box));
    return JSON.stringify(boxes.map((box) => [box.name, box.type === "file" ? "" : valueOf(box)]));
  }

  get isUnsaved() {
    return this.typed() !== this.saved;
  }

  // Somebody else saved this line first, and nobody has chosen yet: nothing is saved by itself.
  get isInConflict() {
    return this.part("conflict").childElementCount > 0;
  }

  part(name) {
    return this.element.querySelector(`#${CSS.escape(`${this.element.id}-${name}`)}`);
  }

  hasInput() {
    if (this.isUnsaved) this.say("Not saved yet");
    clearTimeout(this.trying);
    this.trying = setTimeout(() => this.tryIt(), TRY_AFTER);
    this.saveAfter(LONGEST_WAIT / 2);
  }

  saveAfter(wait) {
    clearTimeout(this.saving);
    if (this.isUnsaved) this.saving = setTimeout(() => this.save(), wait);
  }

  async post(address, extra = {}) {
    const body = new URLSearchParams(extra);
    for (const box of this.boxes()) if (box.type !== "file") body.append(box.name, box.value);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(address, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { "X-CSRFToken": token },
    });
    if (answer.type === "opaqueredirect") return null;
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.text();
  }

  // A rating of what is typed. A failure says nothing: the save will.
  async tryIt() {
    const number = ++this.tries;
    try {
      const text = await this.post(this.element.dataset.try);
      if (text && number === this.tries) this.take(text);
    } catch {
      return;
    }
  }

  save() {
    if (this.busy) return (this.busy = this.busy.then(() => this.save()));
    if (!this.isUnsaved || this.isInConflict) return Promise.resolve();
    clearTimeout(this.saving);
    this.tries += 1;
    const sending = this.typed();
    this.busy = this.post(this.element.dataset.save)
      .then((text) => this.answered(text, sending))
      .catch(() => this.tryAgain());
    return this.busy.finally(() => { this.busy = null; });
  }

  answered(text, sending) {
    this.wait = 2000;
    if (text === null) {
      this.say("Not saved yet");
      tell("You are signed out. Press “Save as draft”: you sign in, and what you typed is kept.");
      return;
    }
    const outcome = this.take(text);
    if (outcome === "saved") this.saved = sending;
    if (outcome === "saved" && this.isUnsaved) this.saveAfter(SAVE_AFTER);
    else if (outcome !== "saved") this.say("Not saved");
    tell(outcome === "saved" ? "" : "A line is not saved; what is wrong stands beside it.");
    count();
  }

  tryAgain() {
    this.say("Not saved yet; trying again");
    tell("The server does not answer. What you typed stays here and is tried again.");
    this.saving = setTimeout(() => this.save(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  say(text) {
    const place = this.element.querySelector("[data-laa-saved]");
    if (!place || place.textContent === text) return;
    place.textContent = text;
    place.toggleAttribute("data-laa-unsaved", text !== "");
  }

  // Put the parts of an answer in their places; says what came of it.
  take(text) {
    const answer = new DOMParser().parseFromString(text, "text/html");
    const root = answer.querySelector("[data-outcome]");
    for (const part of root.querySelectorAll("[id]")) {
      const place = document.getElementById(part.id);
      if (place && this.element.contains(place) && place.outerHTML !== part.outerHTML) {
        place.replaceWith(document.adoptNode(part));
      }
    }
    this.element.classList.toggle("laa-line--conflict", this.isInConflict);
    this.markWrong();
    this.lockFigure(root.dataset.value);
    const recovery = this.element.querySelector("[data-laa-recovery]");
    if (recovery && this.rating === "off_track") recovery.hidden = false;
    document.body.dispatchEvent(new CustomEvent("laa:line", { detail: this.element }));
    return root.dataset.outcome;
  }

  get rating() {
    return this.part("rating")?.dataset.rating ?? "";
  }

  get isReady() {
    return this.part("state").dataset.ready === "yes";
  }

  get isInQuestion() {
    return this.part("state").dataset.inQuestion === "yes";
  }

  markWrong() {
    const wrong = [...this.part("problems").querySelectorAll("a")].map((a) => a.hash.slice(1));
    for (const box of this.boxes()) {
      const isWrong = wrong.includes(box.id);
      if (isWrong) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
  }

  // Where numerator and denominator give the figure its box shows it and takes no other.
  lockFigure(value = "") {
    const figure = this.element.querySelector("[name$='-value']:not([name^='initial'])");
    const parts = ["numerator", "denominator"].map((name) =>
      this.element.querySelector(`[name$='-${name}']:not([name^='initial'])`));
    if (!figure || !parts[0]) return;
    const isComputed = parts.every((box) => box.value.trim());
    if (isComputed && value) figure.value = value;
    figure.readOnly = isComputed;
  }

  showConflict() {
    const panel = this.part("conflict").firstElementChild;
    panel.tabIndex = -1;
    panel.focus();
  }

  async keep(whose) {
    if (whose === "mine") {
      this.part("conflict").replaceChildren();
      figures().find((box) => this.element.contains(box))?.focus();
      return this.save();
    }
    const text = await this.post(this.element.dataset.save, { keep: "theirs" }).catch(() => null);
    if (text === null) return tell("Nothing was changed: the server does not answer.");
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-laa-line]");
    this.element.replaceWith(document.adoptNode(fresh));
    lines.set(fresh, new Line(fresh));
    lines.delete(this.element);
    fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
    fresh.querySelector("summary").focus();
    count();
  }
}

const lines = new Map();

function tell(text) {
  const place = document.getElementById("return-saving");
  if (place.textContent !== text) place.textContent = text;
}

function count() {
  const all = [...lines.values()];
  const ready = Number(form.dataset.readyElsewhere) + all.filter((line) => line.isReady).length;
  document.querySelector("#return-progress strong").textContent = `${ready} of ${form.dataset.lines}`;
  const numbers = {
    all: all.length,
    "not-ready": all.filter((line) => !line.isReady).length,
    "off-track": all.filter((line) => line.rating === "off_track").length,
    "sent-back": all.filter((line) => line.isInQuestion).length,
  };
  if (showsAll) {
    for (const button of shows) button.querySelector("[data-laa-count]").textContent = numbers[button.value];
  }
}

// Filtering without leaving the page: a line that becomes ready stays until the next choice.
const shows = [...document.querySelectorAll("[data-laa-show] button")];
const showsAll = document.querySelector("[data-laa-show]")?.dataset.laaShow === "all";
const IS_SHOWN = {
  all: () => true,
  "not-ready": (line) => !line.isReady,
  "off-track": (line) => line.rating === "off_track",
  "sent-back": (line) => line.isInQuestion,
};

function show(event) {
  event.preventDefault();
  let left = 0;
  for (const line of lines.values()) {
    const isShown = IS_SHOWN[event.currentTarget.value](line) || line.isUnsaved;
    line.element.hidden = !isShown;
    left += isShown;
  }
  for (const button of shows) button.setAttribute("aria-pressed", button === event.currentTarget);
  document.getElementById("return-none").hidden = left > 0;
}

// Enter and the arrows go from figure to figure, as in a sheet; Tab goes through everything.
function figures() {
  const found = form.querySelectorAll(
    ".laa-line:not([hidden]) :is(.laa-line__figure input, .laa-line__outlook select)"
  );
  return [...found].filter((box) => box.type !== "hidden");
}

function move(event) {
  const box = event.target;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isSelect = box.tagName === "SELECT";
  if (!step || event.altKey || event.ctrlKey || event.metaKey || (isSelect && event.key !== "Enter")) return;
  const all = figures();
  const here = all.indexOf(box);
  if (here === -1) {
    // Enter in another one-line box is not “save and go”.
    if (event.key === "Enter" && box.tagName === "INPUT") event.preventDefault();
    return;
  }
  event.preventDefault();
  const next = all[here + step];
  if (next) {
    next.focus();
    if (next.select) next.select();
  } else if (step > 0) {
    form.querySelector(".laa-save button").focus();
  }
}

if (form) {
  // Else a browser on its way back puts old text over a colleague's newer figure, and says so by
  // an event like typing. Whoever leaves with unsaved text is asked before.
  form.autocomplete = "off";
  form.querySelector("[data-laa-ratings]").hidden = true;
  for (const element of form.querySelectorAll("[data-laa-line]")) lines.set(element, new Line(element));
  form.addEventListener("keydown", move);
  if (showsAll) for (const button of shows) button.addEventListener("click", show);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name='keep-mine'], [name='keep-theirs']");
    if (!button) return;
    event.preventDefault();
    lines.get(button.closest("[data-laa-line]")).keep(button.name.slice(5));
  });
  // The whole form goes once every line on its way has arrived: else it would meet itself. It
  // stays when one of them met somebody else's: the button was pressed before that was seen.
  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    const busy = [...lines.values()].filter((line) => line.busy && !line.isInConflict);
    for (const line of lines.values()) clearTimeout(line.saving);
    if (!busy.length) {
      isLeaving = true;
      return;
    }
    event.preventDefault();
    await Promise.allSettled(busy.map((line) => line.busy));
    const met = busy.find((line) => line.isInConflict);
    if (met) met.showConflict();
    else form.requestSubmit(event.submitter);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && [...lines.values()].some((line) => line.isUnsaved)) event.preventDefault();
  });
  window.addEventListener("online", () => {
    for (const line of lines.values()) if (line.isUnsaved) line.save();
  });
}
