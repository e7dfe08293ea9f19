// A recorded figure, as the bundler puts it into a script.
declare module "*.gradpad" {
  const file: Uint8Array;
  export default file;
}
