"use client";

import { type FormEvent, useState } from "react";
import { Button, Field, TextInput } from "@/ui";

type AddressFormProps = {
  label: string;
  submit: string;
  /** Gives what was wrong, or nothing when it went well. */
  onSubmit: (address: string) => Promise<string | undefined>;
  /** Stands below once it went well. */
  done?: string;
};

/** One address to type, and what came of it. */
export function AddressForm({ label, submit, onSubmit, done }: AddressFormProps) {
  const [address, setAddress] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [isDone, setDone] = useState(false);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setDone(false);
    const wrong = await onSubmit(address);
    setError(wrong);
    setBusy(false);
    if (wrong !== undefined) return;
    setAddress("");
    setDone(true);
  }
  return (
    <form onSubmit={(event) => void send(event)} className="grid max-w-120 gap-3">
      <Field label={label} error={error}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="email"
            autoComplete="email"
            required
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy} className="justify-self-start">
        {submit}
      </Button>
      <p role="status" className="text-sm text-pretty text-done">
        {isDone && done}
      </p>
    </form>
  );
}
