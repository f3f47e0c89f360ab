import createNextIntlPlugin from "next-intl/plugin";

process.env.NEXT_TELEMETRY_DISABLED = "1";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Pages alone: our own entrances answer with what they compressed themselves.
  compress: true,
  devIndicators: false,
  reactStrictMode: true,
  // No picture passes through Next: files have an entrance of their own.
  images: { unoptimized: true },
  // Types are the business of `npm run check`; the first `npm start` should not wait for them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
