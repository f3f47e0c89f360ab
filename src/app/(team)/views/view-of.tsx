"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { hrefOf, type Place } from "@/client/place";
import { useTRPC } from "@/client/trpc";
import { NoThread } from "@/features/threads/ui";
import { queriesOf } from "../queries";

// Each view comes with a script of its own, rendered on the server all the same: the first screen waits for one alone.
const thread = () => import("./thread").then((views) => views.Thread);
const Thread = dynamic(thread);
const Conversation = dynamic(() => import("./conversation").then((views) => views.Conversation));
const NewMessage = dynamic(() => import("./new-message").then((views) => views.NewMessage));
const Addresses = dynamic(() => import("./addresses").then((views) => views.Addresses));
const Mail = dynamic(() => import("./mails").then((views) => views.Mail));
const Mails = dynamic(() => import("./mails").then((views) => views.Mails));
const Members = dynamic(() => import("./members").then((views) => views.Members));
const Invitations = dynamic(() => import("./invitations").then((views) => views.Invitations));
const Member = dynamic(() => import("./member").then((views) => views.Member));
const Groups = dynamic(() => import("./groups").then((views) => views.Groups));
const Group = dynamic(() => import("./group").then((views) => views.Group));
const Profile = dynamic(() => import("./profile").then((views) => views.Profile));
const AdminMembers = dynamic(() => import("./admin").then((views) => views.AdminMembers));
const Audit = dynamic(() => import("./admin").then((views) => views.Audit));
const ChannelAbout = dynamic(() => import("./channel-about").then((views) => views.ChannelAbout));
const StartThread = dynamic(() => import("./start-thread").then((views) => views.StartThread));
const Security = dynamic(() => import("./security").then((views) => views.Security));
const Settings = dynamic(() => import("./settings").then((views) => views.Settings));

/** What is looked at. */
export function ViewOf({ place }: { place: Place }) {
  // Once the page stands, a thread's script is fetched too: opening one waits for nothing. Without a network it comes
  // when it is needed.
  useEffect(() => {
    thread().catch(() => undefined);
  }, []);
  switch (place.at) {
    case "members":
      return <Members />;
    case "invitations":
      return <Invitations />;
    case "member":
      return <Member key={place.member} id={place.member} />;
    case "groups":
      return <Groups />;
    case "group":
      return <Group key={place.group} id={place.group} />;
    case "profile":
      return <Profile />;
    case "admin-members":
      return <AdminMembers />;
    case "audit":
      return <Audit />;
    case "settings":
      return <Settings />;
    case "addresses":
      return <Addresses />;
    case "security":
      return <Security />;
    case "mails":
      return place.mail ? <Mail key={place.mail} id={place.mail} /> : <Mails />;
    case "new-message":
      return <NewMessage key={place.to} to={place.to} />;
    case "new-thread":
      return <StartThread key={place.channel} channelId={place.channel} />;
    case "channel-about":
      return <ChannelAbout key={place.channel} id={place.channel} />;
    case "channels":
      return null;
    default:
      return place.thread ? <Opened key={place.thread} id={place.thread} place={place} /> : <Nothing place={place} />;
  }
}

/** A thread, or a conversation, which the inbox holds too. */
function Opened({ id, place }: { id: string; place: Listed }) {
  const { data } = useQuery(queriesOf(useTRPC()).thread(id));
  const direct = place.at === "messages" || data?.channel.visibility === "conversation";
  const View = direct ? Conversation : Thread;
  return <View id={id} back={listOf(place)} />;
}

type Listed = Extract<Place, { at: "inbox" | "channel" | "search" | "messages" }>;

/** The list that a thread was opened from. */
function listOf(place: Listed): string {
  return hrefOf({ ...place, thread: undefined });
}

function Nothing({ place }: { place: Listed }) {
  const queries = queriesOf(useTRPC());
  const { data: counts } = useQuery(queries.counts());
  return <NoThread list={place.at !== "inbox" || (counts?.open ?? 0) > 0} />;
}
