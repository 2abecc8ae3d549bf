/** Numbers as people read them. A missing number has a reason; 0 is a number. */

import type { Schemas } from "./api.js";

type Missing = Schemas["Missing"];

const REASONS: Record<string, Record<Missing, string>> = {
  sv: {
    "not-available": "uppgift saknas",
    "not-applicable": "ej tillämpligt",
    confidential: "sekretess",
    "not-yet": "publiceras senare",
  },
  en: {
    "not-available": "not available",
    "not-applicable": "not applicable",
    confidential: "confidential",
    "not-yet": "published later",
  },
};

export function shown(value: number | null, locale: string, decimals: number | null = null): string {
  if (value === null) return "–";
  const digits = decimals === null ? { maximumFractionDigits: 15 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, digits).format(value);
}

export function share(fraction: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(fraction);
}

export function reason(missing: Missing | null, locale: string): string {
  return missing ? (REASONS[locale] ?? REASONS["en"]!)[missing] : "";
}
