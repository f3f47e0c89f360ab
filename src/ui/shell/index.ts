export { Bar } from "./bar";
export { ListHead, PageColumn } from "./column";
export { Shell } from "./shell";
export { Sidebar } from "./sidebar";
export { TabBar } from "./tab-bar";
