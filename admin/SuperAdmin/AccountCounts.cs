using System.Text.Json.Serialization;

namespace OneLink.Admin.SuperAdmin;

/// <summary>How much there is in an account. What takes a walk through many rows is counted for one account alone.</summary>
internal sealed record AccountCounts
{
    [JsonIgnore]
    public long AccountId { get; init; }

    public long People { get; init; }

    public long Inboxes { get; init; }

    public long Domains { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Links { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Contacts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Conversations { get; init; }
}
