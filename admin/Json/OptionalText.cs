using System.Text.Json.Serialization;

namespace OneLink.Admin.Json;

/// <summary>A field for which "not there" and <c>null</c> mean different things.</summary>
/// <param name="IsSet">Whether the field is there.</param>
/// <param name="Value">Its value, which may be null.</param>
[JsonConverter(typeof(OptionalTextConverter))]
internal readonly record struct OptionalText(bool IsSet, string? Value)
{
    public static OptionalText Of(string? value) => new(IsSet: true, value);
}
