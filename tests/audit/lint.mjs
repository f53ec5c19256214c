// Lints the CSS and JS files named on the command line; writes a JSON list of {file, line, rule, text} to standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";
import globals from "globals";
import stylelint from "stylelint";
import newerApi from "./newer-api.mjs";

const { browserslist } = createRequire(import.meta.url)("./package.json");
const files = process.argv.slice(2).map((path) => resolve(path));

// Baseline 2022 is what Chromium 108, Firefox 108 and Safari 16 have in common. The lists below name what came to Safari or Firefox later,
// but is in both Chromium 109 and Firefox 115 (MDN browser-compat-data 8). `@supports` blocks are left alone: they are the fallback.
const ANY = ["/^/"];
const styles = {
  plugins: ["stylelint-plugin-use-baseline"],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    "plugin/use-baseline": [true, {
      available: 2022,
      ignoreProperties: {
        "accent-color": ANY, // Safari alone is late
        "contain-intrinsic-size": ANY,
        "container": ANY, "container-name": ANY, "container-type": ANY, // Chromium 105, Firefox 110
        "forced-color-adjust": ANY, // Safari has none, nor forced colours
        "hyphens": ANY,
        "outline": ANY, // Safari follows border-radius late
        "overscroll-behavior": ANY,
        "paint-order": ANY, // of text in SVG
        "scrollbar-gutter": ANY,
        // In neither, and nothing is lost where they are unknown: lines end, bars look, pages break as they always did.
        "break-after": ANY, "scrollbar-width": ANY, "scrollbar-color": ANY, "text-wrap": ANY,
      },
      ignoreAtRules: ["container", "page"], // of pages on paper both know size and margin
    }],
    "at-rule-no-unknown": true,
    "block-no-empty": true,
    "color-no-invalid-hex": true,
    "declaration-block-no-duplicate-properties": [true, { ignore: ["consecutive-duplicates-with-different-values"] }], // a fallback
    "declaration-property-value-no-unknown": true,
    "function-no-unknown": true,
    "media-feature-name-no-unknown": true,
    "named-grid-areas-no-invalid": true,
    "no-invalid-double-slash-comments": true,
    "no-irregular-whitespace": true,
    "property-no-unknown": true,
    "selector-pseudo-class-no-unknown": true,
    "selector-pseudo-element-no-unknown": true,
    "selector-type-no-unknown": true,
    "unit-no-unknown": true,
  },
};

// By name alone these would forbid `map`, `find` and `forEach` of every array and node list.
const GUESSES = Object.fromEntries(Object.keys(esx.rules).filter((name) => name.startsWith("no-iterator-prototype")).map((name) => [`es-x/${name}`, "off"]));

const scripts = {
  files: ["**/*.js"],
  linterOptions: { reportUnusedDisableDirectives: "error" },
  languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals.browser },
  settings: { browsers: browserslist, lintAllEsApis: true, "es-x": { aggressive: true, allowTestedProperty: true } },
  plugins: { compat, "es-x": esx, audit: { rules: { "newer-api": newerApi } } },
  rules: {
    ...esx.configs["flat/restrict-to-es2022"].rules,
    ...GUESSES,
    "compat/compat": "error",
    "audit/newer-api": "error",
    "no-undef": "error",
    "no-unused-vars": ["error", { caughtErrors: "none" }],
    "no-redeclare": ["error", { builtinGlobals: false }],
    "no-eval": "error",
    "no-implied-eval": "error",
    "no-new-func": "error",
    "no-console": "error",
    "no-debugger": "error",
    "no-dupe-keys": "error",
    "no-unreachable": "error",
    "no-constant-condition": "error",
  },
};

/** Problems of style sheets: findings of the rules, and switched-off rules without a reason. */
async function lintStyles(paths) {
  if (!paths.length) return [];
  const { results } = await stylelint.lint({ files: paths, config: styles, configBasedir: import.meta.dirname, disableDefaultIgnores: true });
  return results.flatMap((result) => {
    const lines = readFileSync(result.source, "utf8").split("\n");
    const prefixed = (one) => lines[one.line - 1].includes(`-webkit-${/^Property "([^"]+)"/.exec(one.text)?.[1]}:`); // Chromium's older name beside it
    return result.warnings.filter((one) => !prefixed(one)).map((one) => ({ file: result.source, line: one.line, rule: one.rule, text: one.text }));
  });
}

/** What a script gives a name to as a member: `name: …`, `thing.name = …`. */
function ownNames(path) {
  return [...readFileSync(path, "utf8").matchAll(/\b(\w+)\s*:|\.(\w+)\s*=(?!=)/g)].map((found) => found[1] ?? found[2]);
}

/** Problems of scripts. */
async function lintScripts(paths) {
  if (!paths.length) return [];
  const own = { files: ["**/*.js"], settings: { ownNames: new Set(paths.flatMap(ownNames)) } };
  const eslint = new ESLint({ cwd: "/", overrideConfigFile: true, overrideConfig: [scripts, own], ignore: false });
  const results = await eslint.lintFiles(paths);
  return results.flatMap((result) => result.messages.map((one) => ({ file: result.filePath, line: one.line, rule: one.ruleId ?? "syntax", text: one.message })));
}

const found = [
  ...await lintStyles(files.filter((path) => path.endsWith(".css"))),
  ...await lintScripts(files.filter((path) => path.endsWith(".js"))),
];
process.stdout.write(JSON.stringify(found));
