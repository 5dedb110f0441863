using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneLink.Client.Json;

/// <summary>The value or <c>null</c>; what is not there is left out by its <c>JsonIgnore</c>.</summary>
internal sealed class OptionalTextConverter : JsonConverter<OptionalText>
{
    public override bool HandleNull => true;

    public override OptionalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, OptionalText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
