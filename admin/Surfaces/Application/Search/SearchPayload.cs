using System.Text.Json.Serialization;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>What was found, of the kinds that were asked for.</summary>
internal sealed record SearchPayload(SearchPayload.Found Payload)
{
    internal sealed record Found
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<FoundConversationResponse>? Conversations { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<FoundContactResponse>? Contacts { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<FoundMessageResponse>? Messages { get; init; }
    }
}
