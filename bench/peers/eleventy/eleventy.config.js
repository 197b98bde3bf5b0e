// Both languages in one project; Markdown goes through no other template language first.
import { relate } from "./site.js";

export default function (config) {
  config.setTemplateFormats(["md", "11ty.js"]);
  config.addCollection("records", (api) => relate(api.getAll()));
  config.setQuietMode(true);
}

export const config = {
  markdownTemplateEngine: false,
  dir: { input: "content", includes: "../_includes", data: "../_data", output: "public" },
};
