namespace OneLink.Client.Problems;

/// <summary>What went wrong, as the server says it (RFC 9457).</summary>
public sealed record Problem
{
    // The serializer sets what an answer leaves out to null, whatever its initializer says.
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoErrors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>URI of the kind; its last segment is <see cref="Kind"/>.</summary>
    public string Type { get; init => field = value ?? "about:blank"; } = "about:blank";

    public string Title { get; init => field = value ?? ""; } = "";

    public int Status { get; init; }

    /// <summary>What is wrong this time and what to do about it.</summary>
    public string? Detail { get; init; }

    /// <summary>Names the request in the server's log.</summary>
    public string? RequestId { get; init; }

    /// <summary>Messages by field path.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init => field = value ?? NoErrors; } = NoErrors;

    /// <summary>Short name of the kind, stable: <c>slug-taken</c>.</summary>
    public string Kind => Type[(Type.LastIndexOf('/') + 1)..];
}
