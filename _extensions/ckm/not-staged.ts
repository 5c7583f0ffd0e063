// Quarto loads this first where somebody calls it beside the sources of the report. Chapters are
// not executed there, and their texts are in the folders of the waves; a staged book has them.
console.error(
  "These notebooks get their numbers and texts from `ckm report`: run that, or, for what it " +
    "staged last, `quarto preview _build/2023`.",
);
Deno.exit(1);
