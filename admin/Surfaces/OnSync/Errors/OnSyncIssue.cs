using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>One thing that is wrong with a request, named as Zod names it.</summary>
/// <param name="Code"><c>invalid_type</c>, <c>invalid_string</c>, <c>too_big</c>, …</param>
/// <param name="Path">Names and indexes from the body's root.</param>
/// <param name="Message">For people.</param>
internal sealed record OnSyncIssue(string Code, JsonArray Path, string Message)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expected { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Received { get; init; }

    /// <summary>What a text should have been.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Validation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Options { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Minimum { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Maximum { get; init; }

    /// <summary>Who has the value already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContactId { get; init; }
}
