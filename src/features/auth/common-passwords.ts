/**
 * The commonest passwords of ten characters and more, as published lists of leaked ones begin (shorter ones are refused
 * for their length). Compared without case and without digits or marks at the end.
 */
const common = new Set(
  `password passwordpassword passw0rd p@ssword p@ssw0rd pa$$word pa55word mypassword thepassword yourpassword newpassword
  changeme changemenow letmein letmeinnow letmeinplease welcome welcomeback iloveyou iloveyousomuch iloveyouforever
  qwertyuiop qwertyuiopasdfghjkl qwertyqwerty qwerty asdfghjkl asdfghjklqwertyuiop asdfasdfasdf asdfghjkl; zxcvbnm zxcvbnmzxcvbnm
  qwertyuiop[] qwertzuiop qwertzuiopü azertyuiop qazwsxedc qazwsxedcrfv qazxswedc qweasdzxc qweasdzxc 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i 1qaz2wsx3edc
  1qazxsw2 1qaz2wsx 1q2w3e4r q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsx zaq1zaq1 abcdefghij abcdefghijk abcdefghijkl abcdefg abcd abcabcabc aabbccddee
  administrator administration superadmin adminadmin admin root rootroot toor master masterkey monkey monkeymonkey dragon dragondragon
  sunshine princess football baseball basketball superman batman spiderman starwars michael jennifer jessica michelle liverpool
  computer internet whatever nothing trustno trustnobody hellohello helloworld hello secret topsecret secretsecret
  password1password abc123abc test testtest testtesttest testing tester guest guestguest temporary temppassword default
  chocolate butterfly elizabeth alexander christian blink mustang shadow killer pokemon minecraft samsung
  tidings tidingstidings correcthorsebatterystaple fuckyou fuckyoufuckyou lovelove iloveme summer winter spring autumn`
    .split(/\s+/)
    .filter(Boolean),
);

/** Runs such as 1234567890, 0987654321, aaaaaaaaaa or 1212121212: one character or two, over and over, or counted up or down. */
function isRun(text: string): boolean {
  if (new Set(text).size <= 2) return true;
  const steps = new Set<number>();
  for (let i = 1; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    // After 9 comes 0, and the other way round.
    steps.add(step === -9 ? 1 : step === 9 ? -1 : step);
  }
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

/** Whether a password is among those that are tried first. */
export function isCommonPassword(text: string): boolean {
  const lower = text.toLowerCase();
  return isRun(lower) || common.has(lower) || common.has(lower.replace(/[\d!?.*#$@_-]+$/, ""));
}
