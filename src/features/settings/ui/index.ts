export { ClockInput } from "./clock-input";
export { clockText, workWeek } from "./hours-text";
export { Section, SettingLine } from "./section";
export { SettingsPage, SettingsTabs } from "./settings-page";
export { WorkingNote } from "./working-note";
export { ZoneField } from "./zone-field";
export { ZoneQuestion } from "./zone-question";
export { cityOf } from "./zones";
