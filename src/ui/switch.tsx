type SwitchProps = { checked: boolean; onChange: (checked: boolean) => void; id?: string; disabled?: boolean };

/** On or off, at once. Its label is the caller's `<label htmlFor>`. 44 px to touch. */
export function Switch({ checked, onChange, ...rest }: SwitchProps) {
  return (
    <span className="relative inline-grid size-11 shrink-0 place-items-center">
      <input
        {...rest}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="relative h-5.5 w-9.5 appearance-none rounded-full border-[1.5px] border-edge bg-surface transition-colors before:absolute before:-inset-3 after:absolute after:inset-s-[3px] after:top-[2.5px] after:size-3.5 after:rounded-full after:bg-edge after:transition-[translate] checked:border-tide checked:bg-tide checked:after:translate-x-[15px] checked:after:bg-on-tide disabled:opacity-50 rtl:checked:after:-translate-x-[15px]"
      />
    </span>
  );
}
