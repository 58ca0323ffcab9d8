import DashboardIcon from "@atlaskit/icon/core/dashboard";
import FlagIcon from "@atlaskit/icon/core/flag";
import PeopleGroupIcon from "@atlaskit/icon/core/people-group";
import CalendarIcon from "@atlaskit/icon/core/calendar";
import CustomizeIcon from "@atlaskit/icon/core/customize";
import LockIcon from "@atlaskit/icon/core/lock-locked";
import SettingsIcon from "@atlaskit/icon/core/settings";
import ShieldIcon from "@atlaskit/icon/core/shield";
import ChartTrendUpIcon from "@atlaskit/icon/core/chart-trend-up";
import ClockIcon from "@atlaskit/icon/core/clock";
import UploadIcon from "@atlaskit/icon/core/upload";
import WorkItemsIcon from "@atlaskit/icon/core/work-items";
import { lazy, type ComponentType } from "react";
import type { MessageKey } from "./messages/messages";
import type { SectionName } from "./shell/has-screen";

export type { SectionName };

export interface Section {
  name: SectionName;
  /** One level deep, always: the page's files are found relative to it. */
  path: `/${string}`;
  title: MessageKey;
  Icon: typeof FlagIcon;
  Screen: ComponentType;
  /** Only some hosts and pages have it: it is not offered before the host has answered. */
  isRare?: true;
}

/** In the order of the navigation. Each screen is loaded when it is opened first. */
export const SECTIONS: readonly Section[] = [
  {
    name: "overview",
    path: "/",
    title: "overview.title",
    Icon: DashboardIcon,
    Screen: lazy(() => import("./screens/overview/index")),
  },
  {
    name: "findings",
    path: "/findings",
    title: "findings.title",
    Icon: FlagIcon,
    Screen: lazy(() => import("./screens/findings/index")),
  },
  {
    name: "items",
    path: "/items",
    title: "items.title",
    Icon: WorkItemsIcon,
    Screen: lazy(() => import("./screens/items/index")),
  },
  {
    name: "roles",
    path: "/roles",
    title: "roles.title",
    Icon: PeopleGroupIcon,
    Screen: lazy(() => import("./screens/roles/index")),
  },
  {
    name: "policy",
    path: "/policy",
    title: "policy.title",
    Icon: ShieldIcon,
    Screen: lazy(() => import("./screens/policy/index")),
  },
  {
    name: "reports",
    path: "/reports",
    title: "reports.title",
    Icon: ChartTrendUpIcon,
    Screen: lazy(() => import("./screens/reports/index")),
  },
  {
    name: "trail",
    path: "/trail",
    title: "trail.title",
    Icon: ClockIcon,
    Screen: lazy(() => import("./screens/trail/index")),
  },
  {
    ...{ name: "space", path: "/space", title: "space.title", isRare: true },
    Icon: CustomizeIcon,
    Screen: lazy(() => import("./screens/space/index")),
  },
  {
    ...{ name: "schedule", path: "/schedule", title: "schedule.title", isRare: true },
    Icon: CalendarIcon,
    Screen: lazy(() => import("./screens/schedule/index")),
  },
  {
    name: "import",
    path: "/import",
    title: "import.title",
    Icon: UploadIcon,
    Screen: lazy(() => import("./screens/import/index")),
  },
  {
    ...{ name: "data", path: "/data", title: "data.title", isRare: true },
    Icon: LockIcon,
    Screen: lazy(() => import("./screens/data/index")),
  },
  {
    name: "setup",
    path: "/setup",
    title: "setup.title",
    Icon: SettingsIcon,
    Screen: lazy(() => import("./screens/setup/index")),
  },
];
