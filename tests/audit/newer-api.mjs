// An ESLint rule: no method that Chromium 109 or Firefox 115 lacks, by its name alone.
// eslint-plugin-compat knows what a global is called, not what a method belongs to: `element.showPopover()` passes it.
import { createRequire } from "node:module";

const { api, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data");
const OLDEST = { chrome: 109, edge: 109, firefox: 115 };

function supported(compat, browser, version) {
  const statements = [compat.support[browser]].flat().filter(Boolean);
  return statements.some((one) => !one.flags && !one.prefix && !one.alternative_name && !one.version_removed
    && (one.version_added === true || Number.parseFloat(String(one.version_added).replace("≤", "")) <= version));
}

/** Names that exist, but on no interface or built-in that all the oldest browsers have them on. */
function newerNames() {
  const names = new Map();
  for (const members of [...Object.values(api), ...Object.values(javascript.builtins)]) {
    for (const [key, entry] of Object.entries(members)) {
      if (key === "__compat" || !entry.__compat) continue;
      const name = key.replace(/_static$/, "");
      const everywhere = Object.entries(OLDEST).every(([browser, version]) => supported(entry.__compat, browser, version));
      names.set(name, (names.get(name) ?? false) || everywhere);
    }
  }
  return new Set([...names].filter(([, everywhere]) => !everywhere).map(([name]) => name));
}

const NEWER = newerNames();

/** Whether a test around the use asks first for the name or for what has it: `if (element.showPopover)`, `if (window.trustedTypes)`. */
function isTested(node, name, code) {
  const owner = code.getText(node.object);
  for (let around = node.parent; around; around = around.parent) {
    const test = around.test ?? (around.type === "LogicalExpression" && around.operator === "&&" ? around.left : null);
    if (test && (code.getText(test).includes(name) || code.getText(test) === owner)) return true;
  }
  return false;
}

export default {
  meta: { type: "problem", messages: { newer: "`{{name}}()` is missing in Chromium 109 or Firefox 115." } },
  create(context) {
    const own = context.settings.ownNames; // methods that the scripts themselves define, in any file
    return {
      "CallExpression > MemberExpression.callee[computed=false]"(node) {
        const { name } = node.property;
        if (NEWER.has(name) && !own.has(name) && !isTested(node, name, context.sourceCode)) context.report({ node: node.property, messageId: "newer", data: { name } });
      },
    };
  },
};
