/* The state of the search page and the browser's history: what the reader did is entered a moment later, as writing history keeps the browser
   busy for longer than a file of the index takes: the answer comes first.

   const past = BriefingsHistory(title);            // of the page without a query
   past.remember("typed", state, shown);            // shown: how many results the reader has asked to see */
(function () {
  "use strict";

  const LATER = 250; // milliseconds until it is entered, at the latest

  window.BriefingsHistory = function (title) {
    const address = window.BriefingsAddress.of;
    let waiting = null; // what the reader did that is not in the address yet: {step, state, shown}
    let timer = 0;

    /* `step`: "typed" changes the entry that the typing began, "done" keeps what was before; the same address is never entered twice. */
    function remember(step, state, shown) {
      enter();
      waiting = { step: step, state: state, shown: shown };
      timer = setTimeout(enter, LATER);
    }

    function enter() {
      clearTimeout(timer);
      if (!waiting) return;
      const now = waiting;
      const target = address(now.state);
      const past = history.state || {};
      const fresh = target !== location.href && past.done;
      const entry = { done: now.step === "done" || (past.done && !fresh), shown: now.shown };
      waiting = null;
      try {
        if (fresh || (now.step === "done" && target !== location.href)) history.pushState(entry, "", target);
        else history.replaceState(entry, "", target);
      } catch (error) { /* an old browser, from disk: the address stays as it was */ }
      name(now.state);
    }

    /* The page was opened at an address that asks for something. */
    function opened(state, shown) {
      history.replaceState({ done: true, shown: shown }, "");
      name(state);
    }

    function name(state) { document.title = state.q ? state.q + " - " + title : title; }

    /* The reader has left what was not entered yet. */
    function forget() { waiting = null; }

    return { remember: remember, enter: enter, opened: opened, forget: forget };
  };
})();
