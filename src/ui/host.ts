/** What is particular to where the pages are shown. The build for Jira takes `host-forge` instead of this file. */
export * from "./host-local";
