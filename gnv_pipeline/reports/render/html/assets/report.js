// Draws the figures whose data stand in JSON blocks on the page, and opens what a deep link points to.
// Nothing is fetched; without this script the still pictures and the tables are there.
(function () {
  "use strict";

  var narrow = window.matchMedia("(max-width: 560px)");
  var root = document.documentElement;
  var figures = Array.prototype.slice.call(document.querySelectorAll("figure.figure"));
  var waiting = figures.slice();

  function draw(figure) {
    var at = waiting.indexOf(figure);
    if (at === -1) { return; }
    waiting.splice(at, 1);
    var spec = JSON.parse(figure.querySelector("script.figure-data").textContent);
    var plot = figure.querySelector(".plot");
    figure.querySelector(".live").hidden = false;
    figure.classList.add("is-live");
    var layout = JSON.parse(JSON.stringify(spec.layout));
    window.Plotly.newPlot(plot, spec.data, layout, { displayModeBar: false, responsive: true }).then(function () {
      return narrow.matches && Object.keys(spec.narrow).length ? window.Plotly.relayout(plot, spec.narrow) : null;
    }).then(function () {
      root.dataset.figures = waiting.length ? "drawing" : "ready";
    });
  }

  function redraw() {
    figures.forEach(function (figure) {
      if (figure.classList.contains("is-live")) {
        window.Plotly.purge(figure.querySelector(".plot"));
        waiting.push(figure);
        draw(figure);
      }
    });
  }

  function drawNext() {
    if (!waiting.length) { return; }
    draw(waiting[0]);
    window.setTimeout(drawNext, 30);
  }

  function follow() {
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    if (target.tagName === "TR") { target.scrollIntoView({ block: "center" }); }
  }

  var contents = document.querySelector(".contents-box");
  if (contents && window.matchMedia("(max-width: 1099px)").matches) { contents.open = false; }

  window.addEventListener("hashchange", follow);
  follow();

  if (!window.Plotly) { return; }
  if (!figures.length) { root.dataset.figures = "ready"; return; }
  if ("IntersectionObserver" in window) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) { observer.unobserve(entry.target); draw(entry.target); }
      });
    }, { rootMargin: "600px" });
    figures.forEach(function (figure) { observer.observe(figure); });
  }
  // The rest is drawn while nothing else happens, so that searching in the page and jumping find them drawn.
  window.setTimeout(drawNext, 400);
  narrow.addEventListener("change", redraw);
})();
