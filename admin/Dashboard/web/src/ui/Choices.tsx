interface Props<V extends string> {
  label: string;
  options: readonly V[];
  values: readonly V[];
  nameOf(value: V): string;
  onChange(values: V[]): void;
  errors?: string[];
}

/** Any number of a few known values, each a checkbox that looks like a button. */
export function Choices<V extends string>({ label, options, values, nameOf, onChange, errors }: Props<V>) {
  return (
    <fieldset className="choices" aria-invalid={errors?.length ? true : undefined}>
      <legend>{label}</legend>
      <div className="row">
        {options.map((option) => (
          <label key={option} className="choice">
            <input type="checkbox" checked={values.includes(option)} onChange={() => onChange(values.includes(option) ? values.filter((each) => each !== option) : [...values, option])} />
            <span>{nameOf(option)}</span>
          </label>
        ))}
      </div>
      {errors?.map((error) => (
        <p key={error} className="error">
          {error}
        </p>
      ))}
    </fieldset>
  );
}
