// Optional: the pages do everything without it. It counts the clock in words, speaks at 60, 30, 10 s and the end, sends a complete code,
// looks whether a mail or a seal is done, and says so when the line is cut.
"use strict";
(() => {
  const clock = document.querySelector("[data-left]");
  if (clock) {
    const [minutes, minute, seconds] = clock.dataset.words.split("|");
    const spoken = document.querySelector("[data-spoken]");
    const end = performance.now() + 1000 * Number(clock.dataset.left);
    const marks = [60, 30, 10].filter(m => m < Number(clock.dataset.left));
    const tick = () => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      const m = Math.floor(left / 60), s = left % 60;
      const words = m > 1 ? minutes : m === 1 ? minute : seconds;
      clock.textContent = words.replace("{m}", m).replace("{s}", s).replace("{u}", clock.dataset.until);
      if (marks.length && left <= marks[0]) spoken.textContent = spoken.dataset.spoken.replace("{s}", marks.shift());
      if (left > 0) return;
      clearInterval(timer);
      spoken.textContent = clock.textContent = spoken.dataset.over;
      // Nothing changes without the worker: a half-typed code stays.
    };
    const timer = setInterval(tick, 1000);
  }

  const pause = document.querySelector("[data-pause]");
  if (pause) setTimeout(() => {
    const button = document.getElementById(pause.dataset.pause);
    button.disabled = false;
    pause.hidden = true;
  }, 1000 * Number(pause.dataset.seconds));

  const code = document.querySelector("input.code");
  if (code) {
    let sent = false;
    code.addEventListener("input", () => {
      const digits = code.value.replace(/[\s\-\u2010-\u2015]/g, "");
      if (digits !== code.value && new RegExp("^\\d{" + code.dataset.digits + "}$").test(digits)) code.value = digits;
      if (!sent && new RegExp("^\\d{" + code.dataset.digits + "}$").test(digits)) { sent = true; code.form.requestSubmit(); }
    });
  }

  document.addEventListener("submit", event => {
    if (navigator.onLine === false) {
      event.preventDefault();
      show(true);
      return;
    }
    // A second tap sends nothing; the key in the form would make it harmless anyway.
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
    setTimeout(() => { delete event.target.dataset.sent; }, 8000);
  });

  const offline = document.querySelector("[data-offline]");
  const show = off => { if (offline) offline.hidden = !off; };
  addEventListener("offline", () => show(true));
  addEventListener("online", () => show(false));
  addEventListener("pageshow", event => { if (event.persisted && document.querySelector("[data-left],[data-poll]")) location.reload(); });

  const poll = document.querySelector("[data-poll]");
  if (poll) {
    const look = async () => {
      try {
        const answer = await fetch(poll.dataset.poll, { headers: { accept: "text/plain" }, redirect: "error" });
        if (answer.ok && (await answer.text()) !== poll.dataset.state && !(code && code.value)) return location.reload();
      } catch { /* the line is cut: look again */ }
      setTimeout(look, 2000);
    };
    setTimeout(look, 2000);
  }

  const alert = document.querySelector(".note.bad[tabindex]");
  if (alert) alert.focus();
})();
