export { FollowMenu } from "./follow-menu";
