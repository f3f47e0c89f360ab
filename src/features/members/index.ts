export { visibleMembers } from "./policy";
export { localeOf, memberSummaries } from "./queries";
export { membersRouter } from "./router";
export { addMember, setCalendar } from "./service";
