namespace OneLink.Shared.Clicks;

/// <summary>Who asked. Persisted in spools and in ClickHouse: never renumber.</summary>
public enum ClickKind : byte
{
    /// <summary>A person's tap.</summary>
    Human = 0,

    /// <summary>A crawler, monitor or HTTP library.</summary>
    Bot = 1,

    /// <summary>A fetcher that renders a link card in a chat or feed.</summary>
    Preview = 2,

    /// <summary>A browser's prefetch or prerender (<c>Sec-Purpose</c> and its predecessors).</summary>
    Prefetch = 3,
}
