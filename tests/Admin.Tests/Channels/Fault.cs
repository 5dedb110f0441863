using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Channels;

/// <summary>What a provider does instead of taking a message and saying so.</summary>
internal sealed record Fault
{
    public int Status { get; init; }

    public JsonObject? Body { get; init; }

    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>It takes the message all the same.</summary>
    public bool IsTaken { get; init; }

    /// <summary>The connection ends without an answer.</summary>
    public bool BreaksOff { get; init; }

    public TimeSpan Delay { get; init; }

    public static Fault Of(int status, JsonObject body) => new() { Status = status, Body = body };
}
