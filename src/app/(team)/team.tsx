"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { Live } from "@/client/live";
import { isAdmin, ofPeople, type Place, parsePlace } from "@/client/place";
import { useTRPC } from "@/client/trpc";
import { ReaderProvider } from "@/ui";
import { Frame } from "./frame";
import { queriesOf } from "./queries";
import { ListOf } from "./views/list-of";
import { ViewOf } from "./views/view-of";

/** Where the browser is. An address that is no place of ours never gets this far; the inbox stands in for it. */
function usePlace(): Place {
  return parsePlace(usePathname(), `?${useSearchParams()}`) ?? { at: "inbox" };
}

/**
 * A team as one member sees it: the frame, the list of the place, and what is looked at. `now` is the
 * server's, `since` the place in the log at which it read all this.
 */
export function Team({ now, since }: { now: number; since: number }) {
  const place = usePlace();
  const trpc = useTRPC();
  const { data: me } = useQuery(queriesOf(trpc).me());
  const alone =
    ofPeople(place) || isAdmin(place) || ["settings", "profile", "addresses", "security", "mails"].includes(place.at);
  const viewing =
    place.at === "new-thread" ||
    place.at === "channel-about" ||
    place.at === "new-message" ||
    ("thread" in place && place.thread !== undefined);
  return (
    <Live since={since}>
      <ReaderProvider zone={me?.zone ?? "UTC"} now={now}>
        <Frame
          place={place}
          list={alone ? undefined : <ListOf place={place} />}
          front={alone || viewing ? "view" : "list"}
        >
          <ViewOf place={place} />
        </Frame>
      </ReaderProvider>
    </Live>
  );
}
