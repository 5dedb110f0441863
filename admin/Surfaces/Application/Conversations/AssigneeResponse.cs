using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>To whom a conversation is assigned: one of the two, shown as it is shown elsewhere.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record AssigneeResponse(AgentResponse? Agent, BotResponse? Bot)
{
    internal sealed class Converter : JsonConverter<AssigneeResponse>
    {
        public override AssigneeResponse Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, AssigneeResponse value, JsonSerializerOptions options)
        {
            if (value.Agent is not null)
            {
                JsonSerializer.Serialize(writer, value.Agent, ApplicationJson.Relaxed.AgentResponse);
            }
            else
            {
                JsonSerializer.Serialize(writer, value.Bot!, ApplicationJson.Relaxed.BotResponse);
            }
        }
    }
}
