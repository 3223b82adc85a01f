// Searches in the report with the register that stands on the page as JSON. Nothing is fetched or sent.
// Keys: arrows between field and hits, Enter to the first hit, Escape clears. Without this script the field is hidden.
(function () {
  "use strict";

  var form = document.querySelector("form.search");
  var block = document.getElementById("sokregister");
  if (!form || !block) { return; }
  var field = form.querySelector("input");
  var list = form.querySelector(".hits");
  var told = form.querySelector(".search-told");
  var MOST = 30;
  var places = null;

  function folded(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  // Letters with dots count as themselves when the reader writes any; else a and å are the same.
  function comparable(exact) {
    return exact ? function (text) { return text.toLowerCase(); } : folded;
  }

  function read() {
    if (!places) {
      places = JSON.parse(block.textContent).map(function (one) {
        return { title: one[0], where: one[1], key: one[2], words: one[3] };
      });
    }
    return places;
  }

  function find(query) {
    var same = comparable(folded(query) !== query.toLowerCase());
    var words = same(query).split(/\s+/).filter(Boolean);
    var ranked = [];
    read().forEach(function (place, order) {
      var title = same(place.title);
      var all = title + " " + same(place.where) + " " + same(place.words);
      if (words.every(function (word) { return all.indexOf(word) !== -1; })) {
        var named = words.every(function (word) { return title.indexOf(word) !== -1; });
        ranked.push({ place: place, rank: named ? 0 : 1, order: order });
      }
    });
    ranked.sort(function (a, b) { return a.rank - b.rank || a.order - b.order; });
    return { words: words, same: same, places: ranked.map(function (one) { return one.place; }) };
  }

  // The words around the first hit, as text nodes and marks.
  function excerpt(place, found) {
    var line = document.createElement("span");
    line.className = "hit-words";
    var low = found.same(place.words);
    var at = -1;
    var word = "";
    found.words.forEach(function (one) {
      var here = low.indexOf(one);
      if (here !== -1 && (at === -1 || here < at)) { at = here; word = one; }
    });
    // Folding may change a text's length; then no mark is drawn rather than a wrong one.
    if (at === -1 || low.length !== place.words.length) {
      line.textContent = place.words.slice(0, 110) + (place.words.length > 110 ? " …" : "");
      return line;
    }
    var from = Math.max(0, place.words.lastIndexOf(" ", Math.max(0, at - 40)) + 1);
    var mark = document.createElement("mark");
    mark.textContent = place.words.slice(at, at + word.length);
    var end = at + word.length;
    line.append((from > 0 ? "… " : "") + place.words.slice(from, at), mark,
      place.words.slice(end, end + 70) + (place.words.length > end + 70 ? " …" : ""));
    return line;
  }

  function named(tag, name, text) {
    var made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function show() {
    var query = field.value.trim();
    list.textContent = "";
    if (query.length < 2) {
      list.hidden = true;
      told.textContent = "";
      return;
    }
    var found = find(query);
    found.places.slice(0, MOST).forEach(function (place) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = "#" + encodeURIComponent(place.key);
      link.append(named("span", "hit-title", place.title), named("span", "hit-where", place.where));
      if (place.words) { link.append(excerpt(place, found)); }
      item.append(link);
      list.append(item);
    });
    list.hidden = found.places.length === 0;
    list.scrollTop = 0;
    told.textContent = words(found.places.length);
  }

  function words(count) {
    if (count === 0) { return "Inga träffar."; }
    if (count === 1) { return "1 träff."; }
    return count + " träffar." + (count > MOST ? " De första " + MOST + " visas." : "");
  }

  function close() {
    list.hidden = true;
  }

  function step(event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      field.value = "";
      show();
      field.focus();
    } else if (event.key === "ArrowDown" && links.length && !list.hidden) {
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at === 0 ? field : links[at - 1]).focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  form.addEventListener("keydown", step);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first && !list.hidden) { first.click(); }
  });
  field.addEventListener("input", show);
  field.addEventListener("focus", function () { if (list.children.length) { list.hidden = false; } });
  list.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (!link) { return; }
    close();
    // The same address twice does not change it: go there all the same.
    if (window.location.hash === link.getAttribute("href")) { window.dispatchEvent(new Event("hashchange")); }
  });
  document.addEventListener("focusin", function (event) { if (!form.contains(event.target)) { close(); } });
  document.addEventListener("click", function (event) { if (!form.contains(event.target)) { close(); } });
  form.hidden = false;
})();
