"use strict";
/* What the page can do beyond reading: sorting a table, filtering by site, showing a site in every chart. */
(function () {
	const root = document.documentElement;
	const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
	const language = () => (document.getElementById("lang-zh").checked ? "zh" : "en");
	const filter = document.getElementById("site");
	const nav = document.querySelector("nav");

	/* ---- language: what no style sheet can say ---- */

	function speak() {
		const code = language();

		root.lang = code === "zh" ? "zh-CN" : "en";
		nav.setAttribute("aria-label", nav.dataset[code]);
		all("option", filter).forEach((option) => { option.textContent = option.dataset[code]; });
		all("button.sort").forEach((button) => {
			const head = button.parentElement;
			const words = (head.querySelector("." + code) || head).textContent.trim();

			button.setAttribute("aria-label", nav.dataset[code === "zh" ? "sortZh" : "sortEn"].replace("{0}", words));
		});
		count();
	}

	/* ---- a site ---- */

	function count() {
		const shown = document.getElementById("shown");
		const rows = all("tbody tr[data-site]");
		const left = rows.filter((row) => !row.hasAttribute("data-away"));

		shown.textContent = filter.value === "" ? "" : shown.dataset[language()].replace("{0}", left.length).replace("{1}", rows.length);
	}

	/* Rows and columns of other sites go; what is of no one site stays. */
	function choose() {
		all("table [data-site]").forEach((item) => {
			item.toggleAttribute("data-away", filter.value !== "" && item.dataset.site !== filter.value);
		});
		show(filter.value);
		count();
	}

	/* In every chart the other sites step back; a chart in which the site has nothing stays as it is. */
	function show(site) {
		all("svg").forEach((svg) => {
			const marked = all("g[data-site]", svg);
			const has = site !== "" && marked.some((item) => item.dataset.site === site);

			marked.forEach((item) => item.classList.toggle("dim", has && item.dataset.site !== site));
		});
	}

	function point(event) {
		const item = event.target instanceof Element ? event.target.closest("[data-site]") : null;

		show(item ? item.dataset.site : filter.value);
	}

	/* ---- sorting ---- */

	function key(row, column) {
		const cell = row.cells[column];
		const data = cell ? cell.querySelector("data") : null;

		if (data)
			return Number(data.value);
		return cell ? (cell.querySelector("." + language()) || cell).textContent.trim() : "";
	}

	function compare(a, b) {
		if (typeof a === "number" && typeof b === "number")
			return a - b;
		if (typeof a !== typeof b) /* numbers before what has none */
			return typeof a === "number" ? -1 : 1;
		return a < b ? -1 : a > b ? 1 : 0;
	}

	function sort(head) {
		const body = head.closest("table").tBodies[0];
		const column = head.cellIndex;
		const up = head.getAttribute("aria-sort") !== "ascending";
		const rows = Array.from(body.rows).map((row, order) => ({ row, order, key: key(row, column) }));

		rows.sort((a, b) => (up ? 1 : -1) * compare(a.key, b.key) || a.order - b.order);
		body.append(...rows.map((item) => item.row));
		all("th", head.parentElement).forEach((other) => other.removeAttribute("aria-sort"));
		head.setAttribute("aria-sort", up ? "ascending" : "descending");
	}

	/* A head over several rows or columns names no one column. */
	all("thead").forEach((head) => {
		if (head.rows.length > 1)
			return;
		all("th", head).forEach((cell) => {
			const button = document.createElement("button");

			/* Beside the words, not around them: a head that is repeated on paper shows no buttons. */
			button.type = "button";
			button.className = "sort";
			cell.append(button);
			button.addEventListener("click", () => sort(cell));
		});
	});

	all("input[name=lang]").forEach((input) => input.addEventListener("change", speak));
	filter.addEventListener("change", choose);
	filter.closest("p").hidden = false;
	document.addEventListener("mouseover", point);
	document.addEventListener("focusin", point);
	speak();
})();
