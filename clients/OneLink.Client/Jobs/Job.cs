using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneLink.Client.Jobs;

/// <summary>Work that goes on after its request was answered.</summary>
public sealed record Job
{
    public required string Id { get; init; }

    /// <summary>What is done: <c>link-import</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// <c>queued</c>, <c>running</c>, <c>completed</c> (every row was looked at; some may have failed), <c>failed</c> or
    /// <c>cancelled</c> (what was done until then stays).
    /// </summary>
    public required string State { get; init; }

    public required JobProgress Progress { get; init; }

    /// <summary>What became of the rows done.</summary>
    public required JobCounts Counts { get; init; }

    /// <summary>What was asked for.</summary>
    public required JsonObject Request { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>A month later it is forgotten.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    [JsonIgnore]
    public bool HasEnded => FinishedAt is not null;
}
