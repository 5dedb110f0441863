namespace OneLink.Client;

/// <summary>Which server is called, as whom, and how patiently.</summary>
public sealed record OneLinkClientOptions
{
    /// <summary>Address of the API, such as <c>https://api.acme.com</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Public identifier, <c>olk_…</c>; null in an app, which can keep no secret: then <see cref="OneLinkClient.Opens"/> alone answers.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Its secret, <c>ols_…</c>.</summary>
    public string? ApiSecret { get; init; }

    /// <summary>Tries of one call in all; 1 for none but the first. Default 5.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>Longest wait before the second try; it doubles with each further one. Default 200 ms.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two tries. A server that asks for more is not waited for. Default 60 s.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time until the answer of one try begins; of an upload, from its last byte on. Default 100 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);
}
