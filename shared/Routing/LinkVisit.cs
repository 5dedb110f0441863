using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Routing;

/// <summary>Everything about a request on which a link's answer may depend. Raw bytes; absent headers are empty.</summary>
public ref struct LinkVisit
{
    public RequestMethod Method;
    public DeviceInfo Device;
    public ClickKind Kind;
    public OwnParameters Own;

    /// <summary>Whether the path ended in <c>+</c>: the visitor wants to know where the link goes, not to go there.</summary>
    public bool IsInspection;

    /// <summary>How far the visitor has come with a link's password.</summary>
    public PasswordProof Password;

    /// <summary>What follows the link's slug in the path, with its slash, still percent-encoded.</summary>
    public ReadOnlySpan<byte> Rest;

    /// <summary>Raw query without the question mark.</summary>
    public ReadOnlySpan<byte> Query;
    public ReadOnlySpan<byte> UserAgent;
    public ReadOnlySpan<byte> AcceptLanguage;

    /// <summary>Client address: 4 or 16 bytes, network order.</summary>
    public ReadOnlySpan<byte> RemoteAddress;

    /// <summary>Host and path as the visitor asked for them, for links back to this very page.</summary>
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> Path;
    public VisitorPlace Place;

    /// <summary>The inboxes in which somebody answers; null for none.</summary>
    public OpenInboxes? OpenInboxes;

    /// <summary>Whether the visitor came over plain http.</summary>
    public bool IsPlainHttp;

    /// <summary>UUID of the click that this visit will be.</summary>
    public ulong ClickIdHigh;
    public ulong ClickIdLow;

    /// <summary>Whether a chat is to be told of the click.</summary>
    public bool CarriesCode;

    /// <summary>When the request arrived, Unix milliseconds.</summary>
    public long UnixTimeMs;
}
