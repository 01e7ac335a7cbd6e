/* A style sheet is imported as its text, made small (tools/bundle.js). */
declare module "*.css" {
  const text: string;
  export default text;
}
