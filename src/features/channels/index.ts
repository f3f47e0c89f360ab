export { abandonedChannels, channelsHeldBy, countAbandonedChannels, forgetInChannels, inheritChannels } from "./heirs";
export { mergeChannels } from "./merge";
export {
  accessChannel,
  archivedRefusal,
  type Channel,
  memberSeesChannel,
  type Viewer,
  visibleChannels,
  visiblePlaces,
} from "./policy";
export { seersOf } from "./seers";
export { createFirst, joinDefaults, letIn } from "./service";
