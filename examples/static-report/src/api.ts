/** Asking the report API. All types come from openapi.json: `npm run types` writes schema.d.ts. */

import type { components, operations } from "./schema.js";

export type Schemas = components["schemas"];

type Answer<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

/** What an operation may be asked, exactly: a misspelt parameter does not compile. */
type Query<Name extends keyof operations> = operations[Name]["parameters"]["query"];

export class Api {
  constructor(private readonly site: string) {}

  editions(query: Query<"listEditions"> = {}): Promise<Answer<"listEditions">> {
    return this.get("editions", query);
  }

  edition(year: number, query: Query<"getEdition"> = {}): Promise<Answer<"getEdition">> {
    return this.get(`editions/${year}`, query);
  }

  private async get<Body>(path: string, query: object): Promise<Body> {
    const address = new URL(`/api/report/v1/${path}`, this.site);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
    const answer = await fetch(address);
    if (!answer.ok) {
      const problem = (await answer.json()) as Schemas["Problem"];
      throw new Error(`${address}: ${problem.detail}`);
    }
    return (await answer.json()) as Body;
  }
}
