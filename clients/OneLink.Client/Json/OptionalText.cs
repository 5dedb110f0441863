using System.Text.Json.Serialization;

namespace OneLink.Client.Json;

/// <summary>A text for which "not there" and <c>null</c> mean different things. A string converts to it; <c>default</c> is not there.</summary>
/// <param name="IsSet">Whether it is there.</param>
/// <param name="Value">Its value, which may be null.</param>
[JsonConverter(typeof(OptionalTextConverter))]
public readonly record struct OptionalText(bool IsSet, string? Value)
{
    public static implicit operator OptionalText(string? value) => FromString(value);

    public static OptionalText FromString(string? value) => new(IsSet: true, value);

    public override string ToString() => Value ?? "";
}
