import { AppError } from "@/kernel/errors";

/** The side of a picture as it is kept, in pixels: twice what is shown, for fine screens. */
const SIDE = 256;
/** The most pixels of a picture that is sent, before anything of it is decoded. Phones make 50 million. */
const PIXELS = 60_000_000;
/** Pictures that are worked on at once, each in a thread of the pool that files and compression need too. */
const AT_ONCE = 2;

/** A square of the upright picture, in its own pixels. */
export type Crop = { x: number; y: number; size: number };

const refuse = (message: string) => new AppError("INVALID", message, { field: "picture" });
const notOurs = () => refuse("This is no picture that can be shown. Take a JPEG, PNG, WebP, GIF or AVIF.");

const begins = (bytes: Buffer, text: string, at = 0) => bytes.toString("latin1", at, at + text.length) === text;

/**
 * What a picture's first bytes say it is, or null. Its name and the type that its sender claims are worth nothing, and
 * nothing else may reach the decoder: it would read SVG, PDF and TIFF too.
 */
function formatOf(bytes: Buffer): "jpeg" | "png" | "webp" | "gif" | "heif" | null {
  if (begins(bytes, "\xff\xd8\xff")) return "jpeg";
  if (begins(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (begins(bytes, "GIF87a") || begins(bytes, "GIF89a")) return "gif";
  if (begins(bytes, "RIFF") && begins(bytes, "WEBP", 8)) return "webp";
  if (begins(bytes, "ftypavif", 4) || begins(bytes, "ftypavis", 4)) return "heif";
  return null;
}

const waiting: (() => void)[] = [];
let running = 0;

/** Lets few through at once; the others wait their turn. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/**
 * Makes the picture that is kept out of one that somebody sends: upright, square, 256 by 256, WebP, and nothing of what
 * the file said besides (position, camera, thumbnails). Without a crop the part that stands out is taken. Decoding runs
 * beside the event loop. Gives base64.
 * @throws AppError INVALID for what is no picture of the five kinds, is damaged, or has too many pixels.
 */
export async function encodePicture(bytes: Buffer, crop?: Crop): Promise<string> {
  if (bytes.length === 0) throw refuse("The file is empty.");
  const format = formatOf(bytes);
  if (!format) throw notOurs();
  const { default: sharp } = await import("sharp");
  return inTurn(async () => {
    try {
      const open = () => sharp(bytes, { limitInputPixels: PIXELS, failOn: "error" });
      const about = await open().metadata();
      if (about.format !== format) throw notOurs();
      const { width, height } = about.autoOrient;
      if (width * height > PIXELS) throw tooLarge();
      const upright = open().autoOrient();
      const cut = crop ? upright.extract(areaOf(crop, width, height)) : upright;
      const square = cut.resize(SIDE, SIDE, { fit: "cover", position: "attention" });
      return (await square.webp({ quality: 86 }).toBuffer()).toString("base64");
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (String(error).includes("pixel limit")) throw tooLarge();
      throw refuse("This picture is damaged: it could not be read to its end.");
    }
  });
}

const tooLarge = () =>
  refuse(`This picture has more than ${PIXELS / 1_000_000} million pixels. Make it smaller first.`);

function areaOf({ x, y, size }: Crop, width: number, height: number) {
  if (size < 1 || x < 0 || y < 0 || x + size > width || y + size > height)
    throw refuse("The part that was chosen lies outside the picture.");
  return { left: x, top: y, width: size, height: size };
}
