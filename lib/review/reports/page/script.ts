/**
 * What searches and sorts the effects of a page. It stands in the page as it is here, so it is plain and old JavaScript; its
 * digest is in the page's policy, and nothing else may run there. Rows are only shown, hidden and moved: no text is ever
 * made into elements.
 */
export const PAGE_SCRIPT = `
'use strict';
(function () {
  var filter = document.getElementById('filter');
  if (!filter) return;
  var search = document.getElementById('search');
  var kind = document.getElementById('kind');
  var count = document.getElementById('count');
  var body = document.querySelector('#effects-table tbody');
  var rows = Array.prototype.slice.call(body.rows);
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });

  function states() {
    return Array.prototype.filter.call(filter.elements.state.length === undefined ? [filter.elements.state] : filter.elements.state,
      function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function apply() {
    var words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var shown = states();
    var found = 0;
    rows.forEach(function (row, i) {
      var fits = shown.indexOf(row.dataset.state) >= 0 && (kind.value === '' || row.dataset.kind === kind.value) &&
        words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) found += 1;
    });
    count.textContent = found === rows.length ? found + (found === 1 ? ' effect' : ' effects') : found + ' of ' + rows.length + ' effects';
  }

  var first = new Map(rows.map(function (row, i) { return [row, i]; }));
  var keys = [
    function (row) { return row.dataset.rank; },
    function (row) { return ('0' + row.dataset.weight).slice(-2); },
    function (row) { return row.cells[2].textContent; },
    function (row) { return row.cells[3].firstChild.textContent; }
  ];

  function sort(heads, column) {
    var head = heads[column];
    var down = head.getAttribute('aria-sort') === 'ascending';
    heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var sorted = rows.map(function (row) { return { row: row, key: keys[column](row) }; }).sort(function (a, b) {
      var order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || first.get(a.row) - first.get(b.row);
    });
    sorted.forEach(function (item) { body.appendChild(item.row); });
  }

  var heads = Array.prototype.slice.call(document.querySelectorAll('#effects-table thead th'));
  heads.forEach(function (head, column) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(button);
    button.addEventListener('click', function () { sort(heads, column); });
  });
  if (heads[0]) heads[0].setAttribute('aria-sort', 'ascending');

  filter.hidden = false;
  filter.addEventListener('input', apply);
  filter.addEventListener('submit', function (event) { event.preventDefault(); });
  document.getElementById('show-all').addEventListener('click', function () {
    filter.reset();
    apply();
  });

  document.addEventListener('keydown', function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'radio' && event.target.type !== 'checkbox';
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === 'Escape' && event.target === search && search.value !== '') {
      event.preventDefault();
      search.value = '';
      apply();
    }
  });

  var folded = [];
  window.addEventListener('beforeprint', function () {
    folded = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener('afterprint', function () {
    folded.forEach(function (details) { details.open = false; });
  });
})();
`;
