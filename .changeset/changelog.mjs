// Writes a changeset's text into CHANGELOG.md, without a commit hash. All packages have the same version, so lines about
// updated dependencies would say nothing new.
export default {
  getReleaseLine: ({ summary }) => `- ${summary.trim().replaceAll("\n", "\n  ")}`,
  getDependencyReleaseLine: () => "",
};
