using System.Text.Json.Serialization;

namespace OneLink.Admin.Json;

/// <summary>JSON that is stored as text, inside an answer: written as it is, without being parsed.</summary>
[JsonConverter(typeof(RawJsonConverter))]
internal readonly record struct RawJson(string? Text)
{
    public static implicit operator RawJson(string? text) => new(text);
}
