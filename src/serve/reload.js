// Reloads the page when the preview has a new edition. Served by `warraq serve` alone; no built page holds it.
(function () {
  "use strict";
  // The edition that this page was made from: the server tells at once when it is no longer the latest.
  var edition = new URL(document.currentScript.src).search;
  var events = null;

  function listen() {
    if (events === null) {
      events = new EventSource("/_warraq/events" + edition);
      events.addEventListener("reload", function () {
        hush();
        location.reload();
      });
    }
  }

  function hush() {
    if (events !== null) {
      events.close();
      events = null;
    }
  }

  // A browser opens six connections to a host at most: pages that nobody sees give theirs back.
  function listenWhenSeen() {
    if (document.visibilityState === "hidden") {
      hush();
    } else {
      listen();
    }
  }

  document.addEventListener("visibilitychange", listenWhenSeen);
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listenWhenSeen);
  listenWhenSeen();
})();
