// Draws the figures whose data stand in JSON blocks on the page, and opens what a deep link points to.
// Nothing is fetched; without this script the still pictures and the tables are there.
(function () {
  "use strict";

  var NARROW = 420; // pixels of a figure: on a phone, or one of three in a row
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
    if (spec.aspect) { layout.height = Math.round((plot.clientWidth - 4) * spec.aspect) + 8; }
    window.Plotly.newPlot(plot, spec.data, layout, { displayModeBar: false, responsive: true }).then(function () {
      var narrow = plot.clientWidth < NARROW && Object.keys(spec.narrow).length;
      return narrow ? window.Plotly.relayout(plot, spec.narrow) : null;
    }).then(function () {
      walk(figure, plot, spec);
      root.dataset.figures = waiting.length ? "drawing" : "ready";
    });
  }

  // Every value by the keyboard: arrows step through them, and each is shown and read out.
  function walk(figure, plot, spec) {
    var button = figure.querySelector(".walk button");
    var told = figure.querySelector(".told-point");
    var points = [];
    spec.data.forEach(function (trace, curve) {
      var texts = Array.isArray(trace.hovertext) ? trace.hovertext : trace.text;
      if (!Array.isArray(texts)) { return; }
      texts.forEach(function (text, number) {
        if (text) { points.push({ curveNumber: curve, pointNumber: number, text: text, y: trace.y[number] }); }
      });
    });
    var rows = spec.layout.yaxis.range;
    if (rows && rows[0] > rows[1]) { // rows from above and down
      points.sort(function (a, b) { return a.y - b.y || a.curveNumber - b.curveNumber; });
    }
    var at = -1;
    function go(to) {
      at = Math.max(0, Math.min(points.length - 1, to));
      told.textContent = points[at].text.replace(/<br>/g, ", ");
      window.Plotly.Fx.hover(plot, [{ curveNumber: points[at].curveNumber, pointNumber: points[at].pointNumber }]);
    }
    button.hidden = points.length === 0;
    button.onkeydown = function (event) {
      var steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1 };
      if (!(event.key in steps)) { return; }
      event.preventDefault();
      go(steps[event.key]);
    };
    button.onclick = function () { go(at + 1 < points.length ? at + 1 : 0); };
    button.onblur = function () { told.textContent = ""; at = -1; window.Plotly.Fx.unhover(plot); };
  }

  // Drawn anew when the page gets another width, for the letters' and the axes' sake.
  var width = document.documentElement.clientWidth;
  var later = null;
  function redraw() {
    if (document.documentElement.clientWidth === width) { return; }
    width = document.documentElement.clientWidth;
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
    target.scrollIntoView({ block: target.tagName === "TR" ? "center" : "start" });
    // The keyboard goes on from here, and a screen reader says where it is.
    var heard = target.matches("h2, h3, h4, h5, h6, tr, figure") && target.querySelector("a.here") || target;
    if (heard === target && !target.hasAttribute("tabindex")) { target.setAttribute("tabindex", "-1"); }
    heard.focus({ preventScroll: true });
  }

  // On a small screen what the report says comes before lists of what it holds.
  if (window.matchMedia("(max-width: 1099px)").matches) {
    document.querySelectorAll(".contents-box, .cover").forEach(function (one) { one.open = false; });
  }

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
  window.addEventListener("resize", function () { window.clearTimeout(later); later = window.setTimeout(redraw, 250); });
})();
