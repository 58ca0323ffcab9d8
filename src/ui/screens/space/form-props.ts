import type { SpaceDraft, SpaceView } from "./space-draft";

/** What every part of the form gets. */
export interface FormProps {
  space: SpaceView;
  draft: SpaceDraft;
  isDisabled: boolean;
  onEdit: (change: Partial<SpaceDraft>) => void;
}
