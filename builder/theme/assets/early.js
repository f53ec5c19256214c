{#- Before the first paint, so that nothing flashes or moves; and what the scripts after it share, once for all pages. -#}
{%- set functions = config.theme.functions -%}
/* Light or dark: the reader's choice, else the system's. It lies where Material's own script kept it. */
(function (root, system) {
  "use strict";
  const site = new URL("..", document.currentScript.src);
  const key = site.pathname + ".__palette";
  let chosen = null;
  try { chosen = JSON.parse(localStorage.getItem(key)); } catch (error) { /* a browser that may store nothing */ }
  let dark = chosen && chosen.color ? chosen.color.scheme === "slate" : system.matches;
  let button = null;

  function show() {
    root.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    if (button) button.setAttribute("aria-pressed", String(dark));
  }

  function switched() {
    dark = !dark;
    chosen = { color: { scheme: dark ? "slate" : "default" } };
    show();
    try { localStorage.setItem(key, JSON.stringify(chosen)); } catch (error) { /* then only for this page */ }
  }

  root.classList.remove("no-js");
  show();
  system.addEventListener("change", function () { if (!chosen) { dark = system.matches; show(); } });
  document.addEventListener("DOMContentLoaded", function () {
    button = document.querySelector(".bp-palette");
    if (button) button.addEventListener("click", switched);
    show();
  });
{%- if config.site_url %}

  if (location.protocol !== "file:") { // from disk a browser would complain of it
    const manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = new URL("manifest.webmanifest", site).href;
    document.head.append(manifest);
  }
{%- endif %}

  /* Where a host asks for Trusted Types: scripts come from the site itself. */
  if (window.trustedTypes) window.trustedTypes.createPolicy("default", {
    createScriptURL: function (address) { return new URL(address, location.href).href.startsWith(site.href) ? address : null; },
  });

  window.BriefingsWords = {{ {"box": functions.words("search.box.", config), "link": functions.words("link.", config), "cite": functions.words("cite.", config)} | tojson }};
})(document.documentElement, matchMedia("(prefers-color-scheme: dark)"));
