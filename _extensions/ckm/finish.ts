// Quarto runs this after rendering: references from unnumbered chapters get their number back,
// and the scripts that Quarto takes from a network for notebooks are left out.
const pages = (Deno.env.get("QUARTO_PROJECT_OUTPUT_FILES") ?? "")
  .split("\n")
  .filter((name) => name.endsWith(".html"));

const folderOf = (name: string) => name.replace(/[^/]*$/, "");
const textOf = (markup: string) =>
  markup.replace(/<[^>]+>/g, "").replace(/&nbsp;|\u00a0/g, " ").replace(/\s+/g, " ").trim();

function numberOf(page: string, id: string | undefined): string | undefined {
  let markup: string;
  try {
    markup = Deno.readTextFileSync(page);
  } catch {
    return undefined;
  }
  if (!id) {
    const title = markup.match(/<h1 class="title">(.*?)<\/h1>/s);
    if (!title) return undefined;
    const text = textOf(title[1]);
    const appendix = text.match(/^(Bijlage [A-Z]) —/);
    const chapter = text.match(/^(\d+) /);
    return appendix ? appendix[1] : chapter ? "Hoofdstuk " + chapter[1] : undefined;
  }
  const heading = markup.match(
    new RegExp(
      `<h[2-6][^>]*data-anchor-id="${id}"[^>]*>\\s*<span class="header-section-number">([^<]+)</span>`,
    ),
  );
  return heading ? "Paragraaf " + heading[1] : undefined;
}

const NUMBERED = /^(Hoofdstuk|Paragraaf) [\dA-Z.]+$|^Bijlage [A-Z]$/;
const REFERENCE =
  /<a href="([^"#]*\.html)(?:#(sec-[\w-]+))?" class="quarto-xref"><span>(.*?)<\/span><\/a>/g;

for (const page of pages) {
  const before = Deno.readTextFileSync(page);
  const after = before
    .replace(
      /<script src="https:\/\/cdn\.jsdelivr\.net\/npm\/(requirejs|jquery)@[^>]*><\/script>\n?/g,
      "",
    )
    .replace(/<script type="application\/javascript">define\('jquery'[^<]*<\/script>\n?/g, "")
    .replace(REFERENCE, (link, target, id, text) => {
      if (NUMBERED.test(textOf(text))) return link;
      const number = numberOf(folderOf(page) + target, id);
      return number ? link.replace(text, number.replace(" ", "&nbsp;")) : link;
    });
  if (after !== before) Deno.writeTextFileSync(page, after);
}
