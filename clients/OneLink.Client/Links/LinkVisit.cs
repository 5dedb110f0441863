namespace OneLink.Client.Links;

/// <summary>A visit to ask about. Everything may be left out.</summary>
public sealed record LinkVisit
{
    public string? UserAgent { get; init; }

    /// <summary>Other headers by name.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Ip { get; init; }

    /// <summary>Raw, without question mark.</summary>
    public string? Query { get; init; }

    /// <summary>Instead of the one that the address tells.</summary>
    public string? Country { get; init; }

    /// <summary>Instead of the one that the address tells.</summary>
    public string? Region { get; init; }

    /// <summary>Now where left out.</summary>
    public DateTimeOffset? Time { get; init; }

    public string? Method { get; init; }

    /// <summary>Whether the visitor has given the right password.</summary>
    public bool? Password { get; init; }
}
