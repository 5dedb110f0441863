import type { Field } from './api';
import { h } from './dom';
import type { Text } from './text';

const InputTypes: Record<string, string> = { email: 'email', tel: 'tel', number: 'number', link: 'url', date: 'date', checkbox: 'checkbox' };

/** Inputs as fields describe them, and what they hold; the browser checks what it can. */
export function inputsOf(fields: readonly Field[], text: Text) {
  const inputs = fields.map((field) => {
    const given = { name: field.name, required: field.required ?? false, placeholder: field.placeholder ?? undefined };
    const input =
      field.type === 'list'
        ? h('select', { ...given, placeholder: undefined }, h('option', { value: '' }, text.choose), ...(field.values ?? []).map((value) => h('option', { value }, value)))
        : h('input', { ...given, type: InputTypes[field.type] ?? 'text', autocomplete: field.type === 'email' ? 'email' : field.type === 'tel' ? 'tel' : undefined, dir: 'auto' });
    return { field, input };
  });
  return {
    elements: inputs.map(({ field, input }) => h('label', { className: field.type === 'checkbox' ? 'check' : '' }, h('span', null, field.label), input)),
    /** What was filled in, by the field's name. */
    read: () =>
      inputs.flatMap(({ field, input }) => {
        const value = input instanceof HTMLInputElement && field.type === 'checkbox' ? input.checked : field.type === 'number' && input.value ? Number(input.value) : input.value.trim();
        return value === '' ? [] : [{ field, value }];
      }),
  };
}
