export { ChannelList } from "./channel-list";
export { NewChannelDialog } from "./new-channel-dialog";
