using OneLink.Edge.Routing;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Redirects;

/// <summary>How a request is answered: decided once, then sent by whichever lane it came through. Spans point into the lane's buffers.</summary>
internal ref struct RedirectDecision
{
    /// <summary>
    /// Nothing is decided yet: the link comes from disk, and the lane does not wait for it. Ask again when
    /// <see cref="Store.LinkReader.CollectArrived"/> says so; until then nothing was recorded.
    /// </summary>
    public bool IsPending;

    /// <summary>HTTP status.</summary>
    public ushort Status;
    public DestinationKind Destination;
    public RedirectPage Page;
    public CachePolicy Cache;

    /// <summary>Whether search engines may index the link; otherwise <c>X-Robots-Tag: noindex</c>.</summary>
    public bool Indexable;

    /// <summary>Value of the <c>Location</c> header; where a visitor without the app goes on the deep-link page.</summary>
    public ReadOnlySpan<byte> Location;

    /// <summary>What the deep-link page attempts; empty on every other answer.</summary>
    public ReadOnlySpan<byte> DeepLink;

    /// <summary>The link, where one was reached.</summary>
    public CompiledLink Link;
}
