using System.Buffers;
using System.Text;
using OneLink.Edge.Redirects;
using OneLink.Shared.Routing;

namespace OneLink.Edge.FastLane;

/// <summary>
/// Reads the head of a request in place (RFC 9112 §2-5). It knows one way to write a request, the one that browsers,
/// proxies and crawlers use: <c>GET</c> or <c>HEAD</c>, origin-form, no body, single spaces, CRLF, no repeated header
/// that matters. Whatever deviates is not judged here but handed over, so that Kestrel's answer to it is Kestrel's.
/// </summary>
internal static class RequestHeadParser
{
    /// <summary>Largest head in bytes; half of what Kestrel takes, and a request line below Kestrel's 8 KB.</summary>
    public const int MaxHeadBytes = 16 * 1024;

    private const int MaxTargetBytes = 8000;
    private const int MaxHeaders = 100;
    private const int MaxPortDigits = 5;

    /// <summary>RFC 9110 §5.6.2.</summary>
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> HostBytes =
        SearchValues.Create("-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>CR ends a value; each of the others makes the request one for Kestrel to judge.</summary>
    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static b => (byte)b), 0x7F]);

    /// <summary>Headers seen so far, to notice one that comes twice.</summary>
    [Flags]
    private enum Seen : uint
    {
        None = 0,
        Host = 1 << 0,
        Connection = 1 << 1,
        UserAgent = 1 << 2,
        AcceptLanguage = 1 << 3,
        Referer = 1 << 4,
        SecPurpose = 1 << 5,
        Purpose = 1 << 6,
        XMoz = 1 << 7,
        XPurpose = 1 << 8,
        SecChUa = 1 << 9,
        SecChUaMobile = 1 << 10,
        SecChUaPlatform = 1 << 11,
        SecChUaFormFactors = 1 << 12,
        XRequestedWith = 1 << 13,
        XForwardedFor = 1 << 14,
        XForwardedProto = 1 << 15,
        DoNotTrack = 1 << 16,
        GlobalPrivacyControl = 1 << 17,
        XForwardedHost = 1 << 18,
        Country = 1 << 19,

        /// <summary>A body, a changed protocol, a question to answer first or a password to compare: not here.</summary>
        Foreign = 1u << 31,
    }

    /// <summary>Reads one head.</summary>
    /// <param name="input">What was received and not answered yet.</param>
    /// <param name="head">The request, where the status is <see cref="HeadStatus.Complete"/>.</param>
    public static HeadStatus Parse(ReadOnlySpan<byte> input, scoped ref RequestHead head)
    {
        HeadStatus status = ParseRequestLine(input, ref head, out int lineLength);
        if (status == HeadStatus.Complete)
        {
            status = ParseHeaders(input, lineLength, ref head);
        }

        int length = status == HeadStatus.Complete ? head.Length : input.Length;
        return length > MaxHeadBytes ? HeadStatus.HandOver : status;
    }

    private static HeadStatus ParseRequestLine(ReadOnlySpan<byte> input, scoped ref RequestHead head, out int length)
    {
        length = 0;
        int targetAt;
        if (input.StartsWith("GET "u8))
        {
            head.Request.Method = RequestMethod.Get;
            targetAt = "GET ".Length;
        }
        else if (input.StartsWith("HEAD "u8))
        {
            head.Request.Method = RequestMethod.Head;
            targetAt = "HEAD ".Length;
        }
        else
        {
            return "GET "u8.StartsWith(input) || "HEAD "u8.StartsWith(input) ? HeadStatus.Incomplete : HeadStatus.HandOver;
        }

        ReadOnlySpan<byte> rest = input[targetAt..];
        int targetLength = rest.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E);
        if (targetLength < 0)
        {
            return rest.Length > MaxTargetBytes ? HeadStatus.HandOver : HeadStatus.Incomplete;
        }

        ReadOnlySpan<byte> target = rest[..targetLength];
        if (targetLength is 0 or > MaxTargetBytes || rest[targetLength] != (byte)' ' || target[0] != (byte)'/' || target.IndexOf("%00"u8) >= 0)
        {
            return HeadStatus.HandOver;
        }

        ReadOnlySpan<byte> version = rest[(targetLength + 1)..];
        if (version.StartsWith("HTTP/1.1\r\n"u8))
        {
            head.IsHttp10 = false;
        }
        else if (version.StartsWith("HTTP/1.0\r\n"u8))
        {
            head.IsHttp10 = true;
        }
        else
        {
            return "HTTP/1.1\r\n"u8.StartsWith(version) || "HTTP/1.0\r\n"u8.StartsWith(version) ? HeadStatus.Incomplete : HeadStatus.HandOver;
        }

        RequestTarget.Split(target, out head.Request.Path, out head.Request.Query);
        length = targetAt + targetLength + 1 + "HTTP/1.1\r\n".Length;
        return ManagementPath.Matches(head.Request.Path) ? HeadStatus.HandOver : HeadStatus.Complete;
    }

    private static HeadStatus ParseHeaders(ReadOnlySpan<byte> input, int position, scoped ref RequestHead head)
    {
        var seen = Seen.None;
        for (int count = 0; ; count++)
        {
            ReadOnlySpan<byte> rest = input[position..];
            if (rest.Length >= 2 && rest[0] == (byte)'\r')
            {
                head.Length = position + 2;
                return rest[1] == (byte)'\n' && IsPlainHost(head.Request.Host, head.IsHttp10, seen) ? HeadStatus.Complete : HeadStatus.HandOver;
            }

            int nameLength = rest.IndexOfAnyExcept(TokenBytes);
            if (nameLength < 0 || rest.Length < 2)
            {
                return HeadStatus.Incomplete;
            }

            if (nameLength == 0 || rest[nameLength] != (byte)':' || count == MaxHeaders)
            {
                return HeadStatus.HandOver;
            }

            ReadOnlySpan<byte> value = rest[(nameLength + 1)..];
            int valueLength = value.IndexOfAny(ControlBytes);
            if (valueLength < 0 || (value[valueLength] == (byte)'\r' && valueLength == value.Length - 1))
            {
                return HeadStatus.Incomplete;
            }

            if (value[valueLength] != (byte)'\r' || value[valueLength + 1] != (byte)'\n')
            {
                return HeadStatus.HandOver;
            }

            position += nameLength + 1 + valueLength + 2;
            Seen header = Store(rest[..nameLength], Trim(value[..valueLength]), ref head);
            if ((seen & header) != 0 || header == Seen.Foreign)
            {
                return HeadStatus.HandOver;
            }

            seen |= header;
        }
    }

    /// <summary>Keeps a value that somebody asks for.</summary>
    private static Seen Store(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, scoped ref RequestHead head)
    {
        ref RedirectRequest request = ref head.Request;
        switch (name.Length)
        {
            case 3 when Is(name, "dnt"u8):
                request.DoNotTrack = value;
                return Seen.DoNotTrack;
            case 4 when Is(name, "host"u8):
                request.Host = value;
                return Seen.Host;
            case 5 when Is(name, "x-moz"u8):
                request.XMoz = value;
                return Seen.XMoz;
            case 6 when Is(name, "expect"u8):
                return Seen.Foreign;
            case 7 when Is(name, "referer"u8):
                request.Referer = value;
                return Seen.Referer;
            case 7 when Is(name, "purpose"u8):
                request.Purpose = value;
                return Seen.Purpose;
            case 7 when Is(name, "sec-gpc"u8):
                request.GlobalPrivacyControl = value;
                return Seen.GlobalPrivacyControl;
            case 7 when Is(name, "upgrade"u8):
                return Seen.Foreign;
            case 9 when Is(name, "sec-ch-ua"u8):
                request.Hints.SecChUa = value;
                return Seen.SecChUa;
            case 9 when Is(name, "x-purpose"u8):
                request.XPurpose = value;
                return Seen.XPurpose;
            case 10 when Is(name, "user-agent"u8):
                request.UserAgent = value;
                return Seen.UserAgent;
            case 10 when Is(name, "connection"u8):
                head.Connection = Is(value, "keep-alive"u8) ? ConnectionOption.KeepAlive : Is(value, "close"u8) ? ConnectionOption.Close : ConnectionOption.None;
                return head.Connection == ConnectionOption.None ? Seen.Foreign : Seen.Connection;
            case 11 when Is(name, "sec-purpose"u8):
                request.SecPurpose = value;
                return Seen.SecPurpose;
            case 14 when Is(name, "content-length"u8):
                return Seen.Foreign;
            case 15 when Is(name, "accept-language"u8):
                request.AcceptLanguage = value;
                return Seen.AcceptLanguage;
            case 15 when Is(name, "x-forwarded-for"u8):
                head.Forwarded.For = value;
                return Seen.XForwardedFor;
            case 15 when Is(name, "x-link-password"u8):
                return Seen.Foreign;
            case 16 when Is(name, "sec-ch-ua-mobile"u8):
                request.Hints.SecChUaMobile = value;
                return Seen.SecChUaMobile;
            case 16 when Is(name, "x-requested-with"u8):
                request.Hints.XRequestedWith = value;
                return Seen.XRequestedWith;
            case 16 when Is(name, "x-forwarded-host"u8):
                head.Forwarded.Host = value;
                return Seen.XForwardedHost;
            case 17 when Is(name, "x-forwarded-proto"u8):
                head.Forwarded.Proto = value;
                return Seen.XForwardedProto;
            case 17 when Is(name, "transfer-encoding"u8):
                return Seen.Foreign;
            case 18 when Is(name, "sec-ch-ua-platform"u8):
                request.Hints.SecChUaPlatform = value;
                return Seen.SecChUaPlatform;
            case 22 when Is(name, "sec-ch-ua-form-factors"u8):
                request.Hints.SecChUaFormFactors = value;
                return Seen.SecChUaFormFactors;
            default:
                if (name.Length != head.CountryName.Length || !Is(name, head.CountryName))
                {
                    return Seen.None;
                }

                head.Forwarded.Country = value;
                return Seen.Country;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase) => Ascii.EqualsIgnoreCase(name, lowerCase);

    /// <summary>A name or IPv4 address, perhaps with a port; required from HTTP/1.1 on (RFC 9112 §3.2).</summary>
    private static bool IsPlainHost(ReadOnlySpan<byte> host, bool isHttp10, Seen seen)
    {
        if ((seen & Seen.Host) == 0)
        {
            return isHttp10;
        }

        int end = host.IndexOfAnyExcept(HostBytes);
        if (end < 0)
        {
            return !host.IsEmpty;
        }

        ReadOnlySpan<byte> port = host[(end + 1)..];
        return end > 0 && host[end] == (byte)':' && port.Length is > 0 and <= MaxPortDigits && !port.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim((byte)' ');
}
