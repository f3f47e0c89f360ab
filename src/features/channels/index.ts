export {
  departConversation,
  enterConversation,
  isPair,
  makeConversation,
  peopleKey,
} from "./conversations";
export { abandonedChannels, channelsHeldBy, countAbandonedChannels, forgetInChannels, inheritChannels } from "./heirs";
export { mergeChannels } from "./merge";
export { conversationNames } from "./names";
export {
  accessChannel,
  archivedRefusal,
  type Channel,
  firstNumber,
  memberSeesChannel,
  type Viewer,
  visibleChannels,
  visiblePlaces,
  visiblePosts,
} from "./policy";
export { seersOf } from "./seers";
export { createFirst, joinDefaults, letIn } from "./service";
