export { headCount } from "./find";
export { assertHandleFree } from "./free-handle";
export { readPicture } from "./member-page";
export { encodePicture } from "./pictures";
export { active, visibleGroups, visibleMembers } from "./policy";
export { setPicture } from "./profile";
export { localeOf, memberSummaries } from "./queries";
export { membersRouter } from "./router";
export { addMember, setCalendar } from "./service";
