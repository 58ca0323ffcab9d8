/**
 * Stands in for `@atlaskit/feature-gate-js-client` in the build of the screens: components ask it for experiments of
 * Atlassian's own products. Nobody answers outside of these, so the answer is always the default.
 */
const FeatureGates = {
  initializeCompleted: () => false,
  checkGate: () => false,
  getExperiment: () => undefined,
  getExperimentValue: <T>(_experiment: string, _parameter: string, fallback: T): T => fallback,
};

export default FeatureGates;
