/** The name under which a browser keeps its session. Browsers hold `__Host-` cookies to https, this host and path /. */
export const sessionCookie = (secure: boolean): string => (secure ? "__Host-tidings-session" : "tidings-session");
