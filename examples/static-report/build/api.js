/** Asking the report API. All types come from openapi.json: `npm run types` writes schema.d.ts. */
export class Api {
    site;
    constructor(site) {
        this.site = site;
    }
    editions(query = {}) {
        return this.get("editions", query);
    }
    edition(year, query = {}) {
        return this.get(`editions/${year}`, query);
    }
    async get(path, query) {
        const address = new URL(`/api/report/v1/${path}`, this.site);
        for (const [name, value] of Object.entries(query))
            address.searchParams.set(name, String(value));
        const answer = await fetch(address);
        if (!answer.ok) {
            const problem = (await answer.json());
            throw new Error(`${address}: ${problem.detail}`);
        }
        return (await answer.json());
    }
}
