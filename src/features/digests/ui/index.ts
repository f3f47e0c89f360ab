export { DigestSection } from "./digest-section";
export { DigestSentence } from "./digest-sentence";
