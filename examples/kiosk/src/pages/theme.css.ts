/** The platform's look, as its API tells it: custom properties for both modes, with the territory's over them, and fonts. */
import { navigation, ours } from "../agora";

type Tokens = Record<string, string>;

const said = (tokens: Tokens) => Object.entries(tokens).map(([name, value]) => `  ${name}: ${value};`).join("\n");
const rule = (tokens: Tokens) => `:root {\n${said(tokens)}\n}`;

export async function GET(): Promise<Response> {
  const { theme } = await navigation();
  const skin = (await ours()).theme;
  const fonts = theme.fonts.map(
    ({ family, weight, url }) =>
      `@font-face { font-family: "${family}"; font-weight: ${weight}; font-display: swap; src: url("${url}"); }`,
  );
  const sheet = [
    ...fonts,
    rule({ ...theme.shared, ...theme.light, ...skin.light }),
    `@media (prefers-color-scheme: dark) {\n${rule({ ...theme.dark, ...skin.dark })}\n}`,
  ];
  return new Response(sheet.join("\n"), { headers: { "Content-Type": "text/css" } });
}
