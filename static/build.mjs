// Makes static/built/: one stylesheet, three scripts, and nothing that belongs to GOV.UK itself
// (no typeface, crown, crest or icons). Called by `npm run build`; needs only node.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "node_modules");
const built = join(here, "built");

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });

const { css } = compile(join(here, "scss", "laa.scss"), {
  style: "compressed",
  loadPaths: [modules],
  quietDeps: true,
});
writeFileSync(join(built, "laa.css"), css);

// Without its source map comment: hashed static storage refuses a script whose map is missing.
const govuk = join(modules, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js");
const script = readFileSync(govuk, "utf8").replace(/\/\/# sourceMappingURL=.*\s*$/, "\n");
writeFileSync(join(built, "govuk-frontend.min.js"), script);

for (const name of ["laa.js", "return.js"]) copyFileSync(join(here, "js", name), join(built, name));
copyFileSync(join(here, "images", "favicon.svg"), join(built, "favicon.svg"));

for (const name of ["laa.css", "govuk-frontend.min.js", "laa.js", "return.js", "favicon.svg"]) {
  const size = gzipSync(readFileSync(join(built, name))).length;
  console.log(`${name} ${(size / 1000).toFixed(1)} kB compressed`);
}
