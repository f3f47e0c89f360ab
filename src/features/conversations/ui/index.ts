export { ConversationList } from "./conversation-list";
export { ConversationView } from "./conversation-view";
export { muteEnd } from "./mute-until";
export { NewConversation } from "./new-conversation";
export { PeopleDialog } from "./people-dialog";
export { PeoplePicker, type Pickable } from "./people-picker";
