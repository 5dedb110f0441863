using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Links.Rules;

/// <summary>A text, or <c>true</c>.</summary>
internal sealed class QueryValueConverter : JsonConverter<QueryValue>
{
    public override QueryValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

    public override void Write(Utf8JsonWriter writer, QueryValue value, JsonSerializerOptions options)
    {
        if (value.Text is null)
        {
            writer.WriteBooleanValue(value: true);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
