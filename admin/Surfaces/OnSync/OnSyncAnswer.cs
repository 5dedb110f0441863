using System.Text.Json.Serialization;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>What can be a whole answer: then it says which request it answers, and when.</summary>
internal abstract record OnSyncAnswer
{
    private const int Last = 1_000;

    /// <summary>Null within another answer.</summary>
    [JsonPropertyOrder(Last)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; set; }

    /// <summary>ISO 8601; null within another answer.</summary>
    [JsonPropertyOrder(Last)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timestamp { get; set; }
}
