using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace OneLink.Shared.Links;

/// <summary>
/// The form in which a domain is stored and a <c>Host</c> header is looked up: ASCII, lower case, without port, final dot
/// and leading <c>www.</c>; IPv6 in brackets. A domain given as <c>www.acme.com</c> is the domain <c>acme.com</c>.
/// </summary>
public static class HostName
{
    /// <summary>Most bytes of a normalised host.</summary>
    public const int MaxLength = Idna.MaxHostLength;

    private const int MaxPort = 65535;

    /// <summary>Longest input that is looked at: an international name of full length in UTF-8, a final dot and a port.</summary>
    private const int MaxInputBytes = (MaxLength * 4) + 1 + 6;

    private static readonly SearchValues<byte> PlainBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"u8);

    private static ReadOnlySpan<byte> WwwPrefix => "www."u8;

    /// <summary>For the edge. Allocates nothing for names and IPv4 addresses.</summary>
    /// <param name="hostHeader">The header's value as received.</param>
    /// <param name="destination">Room for <see cref="MaxLength"/>.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns>False where the value is no host.</returns>
    public static bool TryNormalize(ReadOnlySpan<byte> hostHeader, Span<byte> destination, out int written)
    {
        return TryCopyPlain(hostHeader, destination, out written) || TryNormalizeText(hostHeader, destination, out written);
    }

    // Nearly every header: a short ASCII name, perhaps with a port. What this passes on, right or wrong, is judged in full.
    private static bool TryCopyPlain(ReadOnlySpan<byte> hostHeader, Span<byte> destination, out int written)
    {
        written = 0;
        var colon = hostHeader.IndexOf((byte)':');
        var host = colon < 0 ? hostHeader : hostHeader[..colon];
        if (colon >= 0 && !IsPlainPort(hostHeader[(colon + 1)..]))
        {
            return false;
        }

        if (host is [.. var rest, (byte)'.'])
        {
            host = rest;
        }

        // Up to here no part can be too long.
        if (host.IsEmpty || host.Length > Idna.MaxLabelLength || host.ContainsAnyExcept(PlainBytes)
            || host[0] == '.' || host[^1] == '.' || host.IndexOf(".."u8) >= 0)
        {
            return false;
        }

        if (Ascii.ToLower(host, destination, out written) != OperationStatus.Done || !IsClearIPv4OrName(destination[..written]))
        {
            written = 0;
            return false;
        }

        if (host.Length > WwwPrefix.Length && destination.StartsWith(WwwPrefix) && host[WwwPrefix.Length..].Contains((byte)'.'))
        {
            destination[WwwPrefix.Length..written].CopyTo(destination);
            written -= WwwPrefix.Length;
        }

        return true;
    }

    private static bool IsPlainPort(ReadOnlySpan<byte> port) =>
        ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0;

    [SkipLocalsInit]
    private static bool TryNormalizeText(ReadOnlySpan<byte> hostHeader, Span<byte> destination, out int written)
    {
        written = 0;
        if (hostHeader.Length > MaxInputBytes)
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxInputBytes];
        Span<char> host = stackalloc char[MaxLength];
        return Utf8.ToUtf16(hostHeader, text, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done
            && Normalize(text[..length], host, out var hostLength) == HostError.None
            && Ascii.FromUtf16(WithoutWww(host[..hostLength]), destination, out written) == OperationStatus.Done;
    }

    /// <summary>For admin: a domain as typed.</summary>
    /// <param name="host">Host with or without port.</param>
    /// <param name="normalized">The host to store.</param>
    /// <param name="error">What is wrong and what to do, as the end of a sentence that the field's name begins.</param>
    public static bool TryNormalize(string host, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(host);
        Span<char> buffer = stackalloc char[MaxLength];
        var reason = Normalize(host, buffer, out var length);
        normalized = reason == HostError.None ? new string(WithoutWww(buffer[..length])) : null;
        error = reason == HostError.None ? null : Describe(reason);
        return normalized is not null;
    }

    /// <summary>Host and port of an authority, <c>www.</c> kept.</summary>
    internal static HostError Normalize(ReadOnlySpan<char> authority, Span<char> destination, out int written)
    {
        written = 0;
        if (!TrySplitPort(authority, out var host, out var port))
        {
            return HostError.BadIPv6;
        }

        if (!IsPort(port))
        {
            return HostError.BadPort;
        }

        if (host is ['[', ..])
        {
            return NormalizeIPv6(host, destination, out written);
        }

        if (host is [.. var rest, '.'])
        {
            host = rest;
        }

        var error = Idna.ToAscii(host, destination, out written);
        if (error != HostError.None)
        {
            return error;
        }

        Span<byte> ascii = stackalloc byte[MaxLength];
        Ascii.FromUtf16(destination[..written], ascii, out var length);
        return IsClearIPv4OrName(ascii[..length]) ? HostError.None : HostError.BadIPv4;
    }

    internal static string Describe(HostError error) => error switch
    {
        HostError.Missing => "has no host; write it like example.com.",
        HostError.TooLong => string.Create(CultureInfo.InvariantCulture, $"has a host longer than {MaxLength} characters; shorten it."),
        HostError.EmptyLabel => "has a host with an empty part; write one dot between two parts.",
        HostError.LabelTooLong => string.Create(CultureInfo.InvariantCulture, $"has a host with a part longer than {Idna.MaxLabelLength} characters; shorten it."),
        HostError.Character => "has a host with a character that host names do not hold; use letters, digits, '-' and '.'.",
        HostError.Ambiguous => "has a host with a character that is invisible or looks like another; type the plain letters.",
        HostError.BadIPv4 => "has a host that is neither a name nor an IPv4 address; write four numbers from 0 to 255.",
        HostError.BadIPv6 => "has a broken IPv6 address; write it in brackets, like [2001:db8::1].",
        HostError.BadPort => string.Create(CultureInfo.InvariantCulture, $"has a port outside 1 to {MaxPort}; correct it or leave it out."),
        HostError.BadUnicode => "holds half of a surrogate pair, which is no character; send valid Unicode.",
        HostError.None => "",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, message: null),
    };

    private static bool TrySplitPort(ReadOnlySpan<char> authority, out ReadOnlySpan<char> host, out ReadOnlySpan<char> port)
    {
        var hostEnd = authority is ['[', ..] ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        if (hostEnd < 0)
        {
            hostEnd = authority.Length;
        }

        host = authority[..hostEnd];
        port = authority[hostEnd..];
        return authority is not ['[', ..] || (hostEnd > 0 && port is [] or [':', ..]);
    }

    // With its colon. RFC 3986 lets the number be empty.
    private static bool IsPort(ReadOnlySpan<char> port)
    {
        if (port is [] or [':'])
        {
            return true;
        }

        var digits = port[1..];
        return digits.ContainsAnyExceptInRange('0', '9') == false
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= MaxPort;
    }

    private static HostError NormalizeIPv6(ReadOnlySpan<char> host, Span<char> destination, out int written)
    {
        written = 0;
        var literal = host[1..^1];

        // A zone names an interface of one machine: no host of a link.
        if (literal.Contains('%')
            || !IPAddress.TryParse(literal, out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6
            || !address.TryFormat(destination[1..], out var length))
        {
            return HostError.BadIPv6;
        }

        destination[0] = '[';
        destination[length + 1] = ']';
        written = length + 2;
        return HostError.None;
    }

    // Browsers read a host that ends in a number as IPv4 in any of inet_aton's spellings (0x7f.1 is 127.0.0.1). Only the
    // plain one is clear to everybody.
    private static bool IsClearIPv4OrName(ReadOnlySpan<byte> lowerHost)
    {
        var last = lowerHost[(lowerHost.LastIndexOf((byte)'.') + 1)..];
        if (!char.IsAsciiDigit((char)last[0]))
        {
            return true;
        }

        var isNumber = !last.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || (last.StartsWith("0x"u8) && !last[2..].ContainsAnyExcept(HexDigits));
        return !isNumber || IsDottedQuad(lowerHost);
    }

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static bool IsDottedQuad(ReadOnlySpan<byte> host)
    {
        var parts = 0;
        foreach (var range in host.Split((byte)'.'))
        {
            var part = host[range];
            var leadingZero = part.Length > 1 && part[0] == '0';
            if (leadingZero || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return false;
            }

            parts++;
        }

        return parts == 4;
    }

    // Not where nothing but a top-level name would be left (www.com is a domain of its own).
    private static ReadOnlySpan<char> WithoutWww(ReadOnlySpan<char> host) =>
        host is ['w', 'w', 'w', '.', .. var rest] && rest.Contains('.') ? rest : host;
}
