using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Routing;

/// <summary>How a request is answered: decided once, then sent by whichever lane it came through. Spans point into the lane's buffers.</summary>
public ref struct RedirectDecision
{
    /// <summary>
    /// Nothing is decided yet: the link comes from disk, and the lane does not wait for it. Ask again when the lane's reader
    /// says that it has arrived; until then nothing was recorded.
    /// </summary>
    public bool IsPending;

    /// <summary>
    /// Nothing is decided yet: the edge has none of the link's clicks just now and asks the admin for some. Ask again when it has
    /// answered; until then nothing was recorded.
    /// </summary>
    public bool AwaitsClicks;

    /// <summary>HTTP status.</summary>
    public ushort Status;
    public DestinationKind Destination;
    public RedirectPage Page;
    public CachePolicy Cache;

    /// <summary>Why a link that was reached does not lead on.</summary>
    public OrphanKind Orphan;

    /// <summary>Whether search engines may index the link; otherwise <c>X-Robots-Tag: noindex</c>.</summary>
    public bool Indexable;

    /// <summary>What the page may assume of its reader. Set where there is a page.</summary>
    public DeviceInfo Device;
    public PageLanguage Language;

    /// <summary>Value of the <c>Location</c> header; where a visitor without the app goes on the deep-link page.</summary>
    public ReadOnlySpan<byte> Location;

    /// <summary>What the deep-link page attempts; empty on every other answer.</summary>
    public ReadOnlySpan<byte> DeepLink;

    /// <summary>On the deep-link page inside an app: opens this page in the phone's browser; empty elsewhere.</summary>
    public ReadOnlySpan<byte> LeadOut;

    /// <summary>On the page that asks for an iPad: where one without the app goes; a Mac goes to <see cref="Location"/>.</summary>
    public ReadOnlySpan<byte> TabletLocation;

    /// <summary>The address of the answer itself, without query. Set where there is a page of a link.</summary>
    public ReadOnlySpan<byte> PageUrl;

    /// <summary>A body that is ready, for pages that say so.</summary>
    public ReadOnlySpan<byte> Body;

    /// <summary>Names of the rule and the variant that decided; empty where none did.</summary>
    public ReadOnlySpan<byte> Rule;
    public ReadOnlySpan<byte> Variant;

    /// <summary>The link, where one was reached.</summary>
    public CompiledLink Link;
}
