import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "@/client/link";
import { Avatar } from "./avatar";
import { PersonName } from "./person-name";
import { Time } from "./time";
import { VisuallyHidden } from "./visually-hidden";

type RowProps = {
  /** Found again by the keyboard as `[data-row="…"]`. */
  rowKey: string;
  href: string;
  person: { id: string; name: string; pictureId?: string | null };
  /** Stands in the place of the person's name: several people, for example. */
  name?: string;
  /** Where, after the name. */
  where?: ReactNode;
  at: number;
  /** The hour alone, where a heading above already says the day. */
  clock?: boolean;
  title: string;
  excerpt?: ReactNode;
  /** The one line of reason or count under it. */
  foot?: ReactNode;
  /** What to tell the ear when it is unread; the eye sees weight and a dot. */
  unread?: string;
  selected?: boolean;
  /** A button at the end, shown on hover and focus. */
  action?: ReactNode;
};

/** One thread in a list. The title is the link, and all of the row leads there. */
export function Row(props: RowProps) {
  const { unread, selected, person, title, action } = props;
  return (
    <li
      className={clsx(
        "group relative mx-2 grid grid-cols-[36px_minmax(0,1fr)] gap-3 rounded-md px-4 pt-2.75 pb-3 transition-colors max-md:mx-1 max-md:py-3.5 max-md:ps-5.5",
        "has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-focus",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      {unread && (
        <span
          aria-hidden
          className="absolute inset-s-1 top-6.25 size-1.75 rounded-full bg-tide max-md:inset-s-2 max-md:top-7"
        />
      )}
      <Avatar {...person} />
      <div className="min-w-0">
        <p className="flex items-baseline gap-2 text-sm text-ink-2">
          <span className={clsx("truncate", unread ? "font-semibold text-ink" : "font-medium")}>
            {props.name ?? <PersonName name={person.name} />}
          </span>
          {props.where && <span className="max-w-[45%] shrink-0 truncate">{props.where}</span>}
          <Time
            at={props.at}
            clock={props.clock}
            className={clsx(
              "ms-auto ps-1 text-xs whitespace-nowrap text-ink-3 tabular-nums",
              action && "pointer-fine:group-focus-within:invisible pointer-fine:group-hover:invisible",
            )}
          />
        </p>
        <p className="mt-px mb-0.75 text-row leading-[1.32]">
          <Link
            href={props.href}
            data-row={props.rowKey}
            aria-current={selected ? "true" : undefined}
            className={clsx(
              "[unicode-bidi:plaintext] line-clamp-2 text-pretty wrap-anywhere outline-none ltr:text-left rtl:text-right after:absolute after:inset-0 after:content-['']",
              unread && "font-semibold",
            )}
          >
            {unread && <VisuallyHidden>{`${unread} `}</VisuallyHidden>}
            {title}
          </Link>
        </p>
        {props.excerpt && (
          <p className="[unicode-bidi:plaintext] line-clamp-2 text-sm wrap-anywhere text-ink-2 ltr:text-left rtl:text-right">
            {props.excerpt}
          </p>
        )}
        {props.foot && (
          <p className="mt-1.25 flex items-center gap-1.5 text-xs text-ink-3 [&_svg]:size-3.25">{props.foot}</p>
        )}
      </div>
      {action && (
        <div className="absolute inset-e-3 top-1.5 opacity-0 transition-opacity group-hover:opacity-100 focus-within:opacity-100 pointer-coarse:hidden">
          {action}
        </div>
      )}
    </li>
  );
}

/** Rows that are still coming. */
export function RowSkeletons({ label, rows = 6 }: { label: string; rows?: number }) {
  return (
    <div role="status" className="pt-8">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} aria-hidden className="mx-2 grid grid-cols-[36px_minmax(0,1fr)] gap-3 px-4 py-3">
          <span className="size-9 animate-breathe rounded-full bg-line" />
          <span className="grid content-start gap-2 pt-1">
            <span className="h-3 w-2/5 animate-breathe rounded-xs bg-line" />
            <span className="h-4 w-11/12 animate-breathe rounded-xs bg-line" />
            <span className="h-3 w-3/4 animate-breathe rounded-xs bg-line" />
          </span>
        </div>
      ))}
    </div>
  );
}
