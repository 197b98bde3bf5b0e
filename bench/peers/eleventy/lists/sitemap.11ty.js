// The sitemap of all record pages, in both languages.
import { BASE } from "../../site.js";

export const data = { permalink: "sitemap.xml" };

export function render({ collections }) {
  const urls = ["ja", "en"].flatMap((lang) =>
    Object.entries(collections.records[lang].all).flatMap(([kind, items]) =>
      [...items.keys()].map((id) => `<url><loc>${BASE}${lang === "ja" ? "" : "en/"}${kind}/${id}/</loc></url>`),
    ),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
}
