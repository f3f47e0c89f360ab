type Crop = { x: number; y: number; size: number };

/** Sends a picture as one's own; gives why it was not taken, `noAnswer` when the line was down, or nothing. */
export async function uploadPicture(file: File, { x, y, size }: Crop, noAnswer: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`/api/pictures?x=${x}&y=${y}&size=${size}`, { method: "POST", body: file });
    if (answer.ok) return undefined;
    const { error } = (await answer.json()) as { error?: { message?: string } };
    return error?.message ?? noAnswer;
  } catch {
    return noAnswer;
  }
}
