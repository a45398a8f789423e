declare module 'custom-elements-manifest-of-the-build' {
  const manifest: object;
  export default manifest;
}
