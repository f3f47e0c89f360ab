import { getTableConfig as pgConfig } from "drizzle-orm/pg-core";
import { getTableConfig as liteConfig } from "drizzle-orm/sqlite-core";
import { engine } from "@/platform/db";
import * as schema from "@/platform/db/schema";

type Named = { name: string };
type Reference = { columns: Named[]; foreignTable: unknown };
type Config = { name: string; columns: Named[]; foreignKeys: { reference(): Reference }[] };

const tables = Object.values(schema).filter((one) => typeof one === "object" && one !== null && "getSQL" in one);
const configOf = (table: unknown): Config =>
  engine === "postgres" ? pgConfig(table as never) : liteConfig(table as never);

/** Every column that names a member, as `table.column`: by reference, or by what it is called where rows outlive members. */
export function columnsOfMembers(): string[] {
  return tables
    .flatMap((table) => {
      const { name, columns, foreignKeys } = configOf(table);
      const referring = foreignKeys
        .map((key) => key.reference())
        .filter(({ foreignTable }) => foreignTable === schema.members)
        .flatMap((reference) => reference.columns.map((column) => column.name));
      const named = columns
        .map((column) => column.name)
        .filter((column) => /^(actor|author|maker|member)_id$/.test(column));
      return [...new Set([...referring, ...named])].map((column) => `${name}.${column}`);
    })
    .sort();
}
