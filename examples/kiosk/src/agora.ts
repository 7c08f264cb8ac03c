/** The one place that talks to the platform. What it answers is typed by its own description. */
import { AGORA_URL, TERRITORY } from "astro:env/server";
import createClient from "openapi-fetch";
import type { components, paths } from "./api-types";
import { daysFrom, today } from "./dates";

type Schemas = components["schemas"];
export type Block = Schemas["Block"];
export type Lab = Schemas["LabPage"];
export type Meeting = Schemas["Meeting"];
export type Occurrence = Schemas["Occurrence"];
export type Picture = Schemas["Picture"];
type Page = Schemas["Page"];
type Territory = Extract<Page, { type: "home.TerritoryPage" }>;

/** How far the agenda looks ahead. */
const DAYS_AHEAD = 28;
/** The most things that one answer holds. */
const LIMIT = 100;

const api = createClient<paths>({ baseUrl: AGORA_URL });

/** The menus, the territories and the look of the platform. */
export const navigation = once(() => told(api.GET("/api/v1/navigation/")));

/** How our territory is called, where it is and what it looks like. */
export async function ours() {
  const { territories } = await navigation();
  const found = territories.find(({ slug }) => slug === TERRITORY);
  if (found) return found;
  const known = territories.map(({ slug }) => slug).join(", ");
  throw new Error(`There is no territory "${TERRITORY}" at ${AGORA_URL}. There are: ${known}. Set TERRITORY.`);
}

/** The territory's own page, by its address. */
export const territory = once(async () => {
  const { path } = await ours();
  const page = whole(await told(api.GET("/api/v1/pages/", { params: { query: { path } } })));
  return expected(page, (each): each is Territory => each.type === "home.TerritoryPage");
});

/** The pages of all labs of the territory, in the order of the platform. */
export const labs = once(async () => {
  const listed = await everything((paging) =>
    api.GET("/api/v1/labs/", { params: { query: { territory: [TERRITORY], ...paging } } }),
  );
  return Promise.all(listed.map(({ id }) => labPage(id)));
});

/** The dates of the territory from today on. */
export const agenda = once(() => dates({ territory: [TERRITORY], to: daysFrom(today(), DAYS_AHEAD - 1) }));

/** The dates of a lab, and of the labs that it hosts, today and in the six days that follow. */
export const weekOf = (lab: Lab) => dates({ lab: [lab.slug], when: "week" });

/** All meetings of the territory, the latest first; what their minutes hold is there once they are approved. */
export const meetings = once(() =>
  everything((paging) => api.GET("/api/v1/meetings/", { params: { query: { territory: [TERRITORY], ...paging } } })),
);

type DatesQuery = NonNullable<paths["/api/v1/occurrences/"]["get"]["parameters"]["query"]>;

async function dates(query: DatesQuery): Promise<Occurrence[]> {
  const listed = await everything((paging) =>
    api.GET("/api/v1/occurrences/", { params: { query: { ...query, ...paging } } }),
  );
  return listed.filter((date) => date.status !== "removed");
}

async function labPage(key: string): Promise<Lab> {
  const page = whole(await told(api.GET("/api/v1/pages/{key}/", { params: { path: { key } } })));
  return expected(page, (each): each is Lab => "opening_hours" in each);
}

/** Only who picks `fields` gets a part of a page. */
const whole = (page: Page | Schemas["PagePart"]) => page as Page;

function expected<Kind extends Page>(page: Page, is: (page: Page) => page is Kind): Kind {
  if (is(page)) return page;
  throw new Error(`${page.path} is a ${page.type}, which is not what was looked for.`);
}

type Answer<Data> = Promise<{ data?: Data; response: Response }>;
type List<Item> = { next: string | null; items: Item[] };

/** Follow `next` to the end of a list. Its query counts, not its host: that is where the platform is for visitors. */
async function everything<Item>(ask: (paging: { limit: number; offset: number }) => Answer<List<Item>>) {
  const items: Item[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const page: List<Item> = await told(ask({ limit: LIMIT, offset }));
    items.push(...page.items);
    offset = page.next === null ? null : Number(new URL(page.next).searchParams.get("offset"));
  }
  return items;
}

/** Return what was answered; anything else ends the build, and the kiosk goes on with the build that it has. */
async function told<Data>(answer: Answer<Data>): Promise<Data> {
  const { data, response } = await answer.catch((cause: unknown) => {
    throw new Error(`Agorà does not answer at ${AGORA_URL}. Start it (make demo) or set AGORA_URL.`, { cause });
  });
  if (data !== undefined) return data;
  throw new Error(`${response.url} answered ${response.status} ${response.statusText}.`);
}

function once<Data>(ask: () => Promise<Data>): () => Promise<Data> {
  let answer: Promise<Data> | undefined;
  return () => (answer ??= ask());
}
