namespace OneLink.Shared.Devices;

/// <summary>Whether a user agent names itself as a program. Persisted: never renumber.</summary>
public enum BotKind : byte
{
    /// <summary>A person's browser, as far as the request tells.</summary>
    None = 0,

    /// <summary>A crawler, monitor, security scanner or HTTP library.</summary>
    Crawler = 1,

    /// <summary>A fetcher that renders link cards.</summary>
    Preview = 2,

    /// <summary>A search engine's crawler: gets the redirect, never a card.</summary>
    SearchEngine = 3,
}
