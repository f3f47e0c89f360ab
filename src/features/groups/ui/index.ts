export { AddPeopleDialog } from "./add-people-dialog";
export { GroupDialog } from "./group-dialog";
export { GroupPage } from "./group-page";
export { GroupsPage } from "./groups-page";
