export { headCount } from "./find";
export { callingsOf, type HandleSpan } from "./former-names";
export { assertHandleFree } from "./free-handle";
export { makeOwnerByHost } from "./make-owner";
export { holds } from "./matching";
export { readPicture } from "./member-page";
export { mergeMember } from "./merge";
export { encodePicture } from "./pictures";
export {
  accessMember,
  accessMembers,
  active,
  assertHeir,
  assertMayGive,
  visibleGroups,
  visibleMembers,
} from "./policy";
export { setPicture } from "./profile";
export { localeOf, memberSummaries, named, standsFor } from "./queries";
export { membersRouter } from "./router";
export { addMember, answerZone, setCalendar } from "./service";
export {
  accountsOf,
  anonymise,
  beginErasure,
  deactivateMember,
  neutralHandle,
  reactivateMember,
  setRole,
} from "./standing";
export { setThreadView } from "./thread-view";
